package dev.crossdock.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.copy.Evidence;
import dev.crossdock.copy.Finding;
import dev.crossdock.copy.Scrutiny;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.run.VerificationTally.LeftOut;
import dev.crossdock.store.Deletion;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.memory.MemoryStore;
import dev.crossdock.testkit.store.Effect;
import dev.crossdock.testkit.store.Fault;
import dev.crossdock.testkit.store.FaultyStore;
import dev.crossdock.testkit.store.SampleBytes;
import dev.crossdock.testkit.store.StoreCall;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What two objects are found to be, and by what evidence.
final class ExaminerTest {

    private static final byte[] BYTES = SampleBytes.of(1, 200_000);
    private static final byte[] OTHERS = SampleBytes.flipped(BYTES, 150_001);
    private static final String FOREIGN = "0123456789abcdef0123456789abcdef";
    private static final String KEY = "a";

    private final MemoryStore source = Samples.store("memory://from");
    private final MemoryStore target = Samples.store("memory://to");

    @Test
    void whatBothStoresKeepDecidesWithoutReading() throws Exception {
        put(BYTES, BYTES);
        Survey same = Survey.of(source, target, Scrutiny.CHECKSUM);
        same.isSameBy(Evidence.STORED_CHECKSUM);
        same.made(1, 0, 1, 0);

        Samples.put(target, KEY, OTHERS);
        Survey other = Survey.of(source, target, Scrutiny.CHECKSUM);
        other.differsBy(Evidence.STORED_CHECKSUM, "crc64nvme:");
        other.made(1, 0, 1, 0);
    }

    @Test
    void equalChecksumsOfPartsDecideAndUnequalOnesDoNot() throws Exception {
        put(BYTES, BYTES);
        Checksum parts = new Checksum(Algorithm.CRC32C, 3, "4waSgw==");
        Checksum otherParts = new Checksum(Algorithm.CRC32C, 2, "4waSgw==");
        Survey.of(ShownStore.withChecksums(source, parts), ShownStore.withChecksums(target, parts), Scrutiny.CHECKSUM)
                .isSameBy(Evidence.STORED_CHECKSUM);
        Survey.of(ShownStore.withChecksums(source, parts), ShownStore.withChecksums(target, otherParts),
                Scrutiny.CHECKSUM).isSameBy(Evidence.READ_BOTH);
    }

    /// Two equal checksums do not outweigh one pair that differs.
    @Test
    void oneChecksumThatDiffersIsEnough() throws Exception {
        put(BYTES, BYTES);
        Checksum common = SampleBytes.checksum(Algorithm.SHA256, BYTES);
        Survey.of(ShownStore.withChecksums(source, common, SampleBytes.checksum(Algorithm.CRC32C, BYTES)),
                ShownStore.withChecksums(target, common, SampleBytes.checksum(Algorithm.CRC32C, OTHERS)),
                Scrutiny.CHECKSUM).differsBy(Evidence.STORED_CHECKSUM, "crc32c:");
    }

    @Test
    void onlyTheSideWithoutChecksumIsRead() throws Exception {
        put(BYTES, BYTES);
        Survey targetRead = Survey.of(source, new TaciturnStore(target), Scrutiny.CHECKSUM);
        targetRead.isSameBy(Evidence.READ_ONE);
        targetRead.made(1, 0, 1, 1);
        Survey sourceRead = Survey.of(new TaciturnStore(source), target, Scrutiny.CHECKSUM);
        sourceRead.isSameBy(Evidence.READ_ONE);
        sourceRead.made(1, 1, 1, 0);

        Samples.put(target, KEY, OTHERS);
        Survey.of(source, new TaciturnStore(target), Scrutiny.CHECKSUM).differsBy(Evidence.READ_ONE,
                "the source keeps crc64nvme:");
        Survey.of(new TaciturnStore(source), target, Scrutiny.CHECKSUM).differsBy(Evidence.READ_ONE,
                "the target keeps crc64nvme:");
    }

    @Test
    void checksumsInDifferentAlgorithmsAreBridgedByOneRead() throws Exception {
        put(BYTES, BYTES);
        ObjectStore sha = ShownStore.withChecksums(target, SampleBytes.checksum(Algorithm.SHA256, BYTES));
        Survey survey = Survey.of(source, sha, Scrutiny.CHECKSUM);
        survey.isSameBy(Evidence.READ_ONE);
        survey.made(1, 0, 1, 1);
    }

    @Test
    void bothAreReadWhereNothingIsKept() throws Exception {
        put(BYTES, BYTES);
        Survey.of(new TaciturnStore(source), new TaciturnStore(target), Scrutiny.CHECKSUM)
                .isSameBy(Evidence.READ_BOTH);
        Samples.put(target, KEY, OTHERS);
        Survey.of(new TaciturnStore(source), new TaciturnStore(target), Scrutiny.CHECKSUM)
                .differsBy(Evidence.READ_BOTH, "at offset 150001");
    }

    @Test
    void emptyObjectsAreTheSame() throws Exception {
        put(new byte[0], new byte[0]);
        Survey.of(new TaciturnStore(source), new TaciturnStore(target), Scrutiny.READ).isSameBy(Evidence.READ_BOTH);
        Survey.of(source, new TaciturnStore(target), Scrutiny.CHECKSUM).isSameBy(Evidence.READ_ONE);
    }

    @Test
    void equalEtagsOfBytesNeedNoRequest() throws Exception {
        put(BYTES, BYTES);
        for (String etag : List.of(FOREIGN, FOREIGN + "-3")) {
            Survey survey = Survey.of(ShownStore.withEtag(source, etag), ShownStore.withEtag(target, etag),
                    Scrutiny.CHECKSUM);
            survey.isSameBy(Evidence.ETAG);
            survey.made(0, 0, 0, 0);
        }
    }

    /// As under KMS, or with other part sizes: neither side's ETag says anything of the other's bytes.
    @Test
    void foreignEtagsDecideNothing() throws Exception {
        put(BYTES, BYTES);
        ObjectStore from = ShownStore.withEtag(new TaciturnStore(source), FOREIGN);
        for (String etag : List.of("fedcba9876543210fedcba9876543210", FOREIGN + "-2", "etag-1", "")) {
            ObjectStore to = ShownStore.withEtag(new TaciturnStore(target), etag);
            Survey.of(from, to, Scrutiny.CHECKSUM).isSameBy(Evidence.READ_BOTH);
            Survey.of(to, from, Scrutiny.CHECKSUM).isSameBy(Evidence.READ_BOTH);
        }
    }

    /// Equal ETags that no store derives from bytes.
    @Test
    void otherBytesUnderEqualEtagsAreFound() throws Exception {
        put(BYTES, OTHERS);
        for (String etag : List.of("etag-1", "", FOREIGN + "-")) {
            Survey.of(ShownStore.withEtag(new TaciturnStore(source), etag),
                    ShownStore.withEtag(new TaciturnStore(target), etag), Scrutiny.CHECKSUM)
                    .differsBy(Evidence.READ_BOTH, "offset 150001");
        }
    }

    @Test
    void anEtagThatIsTheMd5OfTheOtherSideSavesARead() throws Exception {
        put(BYTES, BYTES);
        ObjectStore with = ShownStore.withEtag(new TaciturnStore(source), HexFormat.of()
                .formatHex(SampleBytes.checksum(Algorithm.MD5, BYTES).value()));
        Survey survey = Survey.of(with, new TaciturnStore(target), Scrutiny.CHECKSUM);
        survey.isSameBy(Evidence.READ_ONE);
        survey.made(1, 0, 1, 1);
        Survey turned = Survey.of(new TaciturnStore(target), with, Scrutiny.CHECKSUM);
        turned.isSameBy(Evidence.READ_ONE);
        turned.made(1, 1, 1, 0);

        Samples.put(target, KEY, OTHERS);
        Survey.of(with, new TaciturnStore(target), Scrutiny.CHECKSUM).differsBy(Evidence.READ_BOTH, "offset 150001");
    }

    @Test
    void otherSizesNeedNoRequest() throws Exception {
        put(BYTES, SampleBytes.of(1, 7));
        for (Scrutiny each : Scrutiny.values()) {
            Survey survey = Survey.of(source, target, each);
            survey.differsBy(Evidence.SIZE_ONLY, "200000 bytes at the source, 7 at the target");
            survey.made(0, 0, 0, 0);
        }
    }

    @Test
    void sizesAloneAreCalledThat() throws Exception {
        put(BYTES, OTHERS);
        Survey survey = Survey.of(source, target, Scrutiny.SIZES);
        survey.isSameBy(Evidence.SIZE_ONLY);
        survey.made(0, 0, 0, 0);
    }

    @Test
    void readingReadsWhateverIsKept() throws Exception {
        put(BYTES, BYTES);
        ObjectStore from = ShownStore.withEtag(source, FOREIGN);
        Survey survey = Survey.of(from, ShownStore.withEtag(target, FOREIGN), Scrutiny.READ);
        survey.isSameBy(Evidence.READ_BOTH);
        survey.made(0, 1, 0, 1);

        FaultyStore faulty = new FaultyStore(target);
        Fault flip = faulty.plant(Fault.every(StoreCall.READ, new Effect.Flip(77)));
        Survey.of(source, faulty, Scrutiny.READ).differsBy(Evidence.READ_BOTH, "at offset 77");
        assertThat(flip.fired()).isEqualTo(1);
    }

    /// Both sides give the same bytes, but one store's own checksum says that they are not what was stored.
    @Test
    void bytesThatContradictTheirStoreAreNotTheSame() throws Exception {
        put(BYTES, BYTES);
        ObjectStore lying = ShownStore.withChecksums(target, SampleBytes.checksum(Algorithm.CRC32C, OTHERS));
        isUnreadable(Survey.of(source, lying, Scrutiny.READ), FailureCode.CHECKSUM_MISMATCH);
    }

    @Test
    void damagedReadsAreNeverTheSame() throws Exception {
        put(BYTES, BYTES);
        damaged(new Effect.Cut(100_000), FailureCode.SHORT_READ);
        damaged(new Effect.Extend(3), FailureCode.LONG_READ);
        damaged(new Effect.Break(100_000, FailureCode.CONNECTION_LOST), FailureCode.CONNECTION_LOST);
        damaged(new Effect.FailBefore(FailureCode.ACCESS_DENIED), FailureCode.ACCESS_DENIED);
    }

    private void damaged(Effect effect, FailureCode code) throws Exception {
        for (Scrutiny each : List.of(Scrutiny.CHECKSUM, Scrutiny.READ)) {
            FaultyStore faulty = new FaultyStore(new TaciturnStore(target));
            Fault fault = faulty.plant(Fault.every(StoreCall.READ, effect));
            isUnreadable(Survey.of(source, faulty, each), code);
            assertThat(fault.fired()).isPositive();
        }
    }

    @Test
    void whatCannotBeLookedAtIsUnreadable() throws Exception {
        put(BYTES, BYTES);
        FaultyStore faulty = new FaultyStore(source);
        Fault fault = faulty.plant(Fault.every(StoreCall.STAT, new Effect.FailBefore(FailureCode.KMS_DENIED)));
        isUnreadable(Survey.of(faulty, target, Scrutiny.CHECKSUM), FailureCode.KMS_DENIED);
        assertThat(fault.fired()).isEqualTo(1);
    }

    @Test
    void whatIsReplacedMeanwhileIsLookedAtOnceMore() throws Exception {
        put(BYTES, BYTES);
        ObjectStore busy = new BusyStore(target, () -> Samples.put(target, KEY, OTHERS));
        Survey.of(source, busy, Scrutiny.READ).differsBy(Evidence.READ_BOTH, "offset 150001");

        ObjectStore busyAgain = new BusyStore(target, () -> Samples.put(target, KEY, BYTES));
        Survey.of(source, busyAgain, Scrutiny.READ).isSameBy(Evidence.READ_BOTH);
    }

    @Test
    void whatIsReplacedAgainAndAgainIsUnreadable() throws Exception {
        put(BYTES, BYTES);
        FaultyStore faulty = new FaultyStore(source);
        Fault fault = faulty.plant(Fault.every(StoreCall.READ, new Effect.FailBefore(FailureCode.SOURCE_CHANGED)));
        isUnreadable(Survey.of(faulty, target, Scrutiny.READ), FailureCode.SOURCE_CHANGED);
        assertThat(fault.fired()).isEqualTo(2);
    }

    @Test
    void whatVanishesMeanwhileIsMissingOrExtraOrNothing() throws Exception {
        for (Scrutiny each : List.of(Scrutiny.CHECKSUM, Scrutiny.READ)) {
            put(BYTES, BYTES);
            assertThat(Survey.of(new BusyStore(source, this::deleteTarget), target, each).only())
                    .isInstanceOf(Finding.Missing.class);
            put(BYTES, BYTES);
            assertThat(Survey.of(new BusyStore(source, this::deleteSource), target, each).only())
                    .isInstanceOf(Finding.Extra.class);
            put(BYTES, BYTES);
            Survey neither = Survey.of(new BusyStore(source, () -> {
                deleteSource();
                deleteTarget();
            }), target, each);
            assertThat(neither.findings()).isEmpty();
            assertThat(neither.tally().leftOut(LeftOut.GONE)).isEqualTo(1);
            assertThat(neither.stopped()).isEmpty();
        }
    }

    private void deleteSource() {
        source.delete(List.of(new Deletion(KEY, new Precondition.None())));
    }

    private void deleteTarget() {
        target.delete(List.of(new Deletion(KEY, new Precondition.None())));
    }

    private void put(byte[] here, byte[] there) throws Exception {
        Samples.put(source, KEY, here);
        Samples.put(target, KEY, there);
    }

    private static void isUnreadable(Survey survey, FailureCode code) {
        assertThat(survey.only()).isInstanceOfSatisfying(Finding.Unreadable.class,
                unreadable -> assertThat(unreadable.failure().code()).isEqualTo(code));
    }
}
