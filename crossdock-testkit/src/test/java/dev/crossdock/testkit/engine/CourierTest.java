package dev.crossdock.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.store.Deletion;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.memory.MemoryStore;
import dev.crossdock.testkit.store.Effect;
import dev.crossdock.testkit.store.Fault;
import dev.crossdock.testkit.store.SampleBytes;
import dev.crossdock.testkit.store.StoreCall;
import dev.crossdock.transfer.KeepReason;
import dev.crossdock.transfer.Outcome;
import dev.crossdock.transfer.Receipt;
import dev.crossdock.transfer.SourceProof;
import dev.crossdock.transfer.TargetProof;
import dev.crossdock.transfer.WorkItem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of an object when stores fail or lie.
final class CourierTest {

    /// The two ways in which objects go.
    enum Way {
        /// In one request.
        WHOLE(StoreCall.WRITE, StoreCall.WRITE),
        /// In parts.
        PARTS(StoreCall.PART, StoreCall.COMPLETE);

        final StoreCall sending;
        final StoreCall appearing;

        Way(StoreCall sending, StoreCall appearing) {
            this.sending = sending;
            this.appearing = appearing;
        }

        Crossing crossing() throws Exception {
            return Crossing.of(bytes());
        }

        byte[] bytes() {
            return switch (this) {
                case WHOLE -> SampleBytes.of(1, 10_000);
                case PARTS -> Samples.twoParts();
            };
        }
    }

    private static final byte[] FOREIGN = SampleBytes.of(9, 300);

    @ParameterizedTest
    @EnumSource
    void withoutFaultsItIsProvenByBothServices(Way way) throws Exception {
        Crossing crossing = way.crossing();
        Receipt receipt = crossing.deliver();
        crossing.checkArrived(receipt);
        assertThat(receipt.sourceProof()).isEqualTo(SourceProof.STORED);
        assertThat(receipt.targetProof()).isEqualTo(TargetProof.SERVICE);
    }

    @ParameterizedTest
    @EnumSource
    void aFlippedBitOnTheWayInIsNoticed(Way way) throws Exception {
        Crossing crossing = way.crossing();
        Fault fault = crossing.source().plant(Fault.nth(StoreCall.READ, 1, new Effect.Flip(777)));
        assertThat(crossing.refusal()).isEqualTo(FailureCode.CHECKSUM_MISMATCH);
        assertThat(fault.fired()).isEqualTo(1);
        crossing.checkNothingThere();
    }

    @ParameterizedTest
    @EnumSource
    void aRunReadsAgainWhatCameWrong(Way way) throws Exception {
        Crossing crossing = way.crossing();
        Fault fault = crossing.source().plant(Fault.nth(StoreCall.READ, 1, new Effect.Flip(777)));
        delivered(crossing, 2);
        assertThat(fault.fired()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void whatAlwaysComesWrongIsGivenUp(Way way) throws Exception {
        Crossing crossing = way.crossing();
        Fault fault = crossing.source().plant(Fault.every(StoreCall.READ, new Effect.Flip(777)));
        assertThat(failed(crossing)).isEqualTo(FailureCode.CHECKSUM_MISMATCH);
        assertThat(fault.fired()).isGreaterThanOrEqualTo(3);
        crossing.checkNothingThere();
    }

    @ParameterizedTest
    @EnumSource
    void bytesThatEndEarlyAreNoObject(Way way) throws Exception {
        for (Crossing crossing : List.of(way.crossing(), Crossing.withoutSourceChecksum(way.bytes()))) {
            Fault fault = crossing.source().plant(Fault.nth(StoreCall.READ, 1, new Effect.Cut(5_000)));
            assertThat(crossing.refusal()).isEqualTo(FailureCode.SHORT_READ);
            assertThat(fault.fired()).isPositive();
            crossing.checkNothingVisible();
            crossing.checkArrived(crossing.deliver());
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytesThatGoOnAreNoObject(Way way) throws Exception {
        for (Crossing crossing : List.of(way.crossing(), Crossing.withoutSourceChecksum(way.bytes()))) {
            Fault fault = crossing.source().plant(Fault.nth(StoreCall.READ, 1, new Effect.Extend(3)));
            assertThat(crossing.refusal()).isEqualTo(FailureCode.LONG_READ);
            assertThat(fault.fired()).isPositive();
            crossing.checkNothingThere();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenReadIsRepeatedByTheRun(Way way) throws Exception {
        Crossing crossing = way.crossing();
        Fault fault = crossing.source().plant(
                Fault.nth(StoreCall.READ, 1, new Effect.Break(4_000, FailureCode.CONNECTION_LOST)));
        delivered(crossing, 2);
        assertThat(fault.fired()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void otherBytesStoredAreReplacedOrNeverShown(Way way) throws Exception {
        Crossing crossing = way.crossing();
        Fault fault = crossing.target().plant(Fault.nth(way.sending, 1, new Effect.Flip(99)));
        switch (way) {
            case WHOLE -> crossing.checkArrived(crossing.deliver());
            case PARTS -> {
                assertThat(crossing.refusal()).isEqualTo(FailureCode.CHECKSUM_MISMATCH);
                crossing.checkNothingThere();
            }
        }
        assertThat(fault.fired()).isEqualTo(1);
    }

    @Test
    void aServiceThatAlwaysStoresOtherBytesIsNotBelieved() throws Exception {
        Crossing crossing = Way.WHOLE.crossing();
        Fault fault = crossing.target().plant(Fault.every(StoreCall.WRITE, new Effect.Cut(40)));
        assertThat(failed(crossing)).isEqualTo(FailureCode.VERIFY_FAILED);
        assertThat(fault.fired()).as("the repair is tried once").isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheServiceNeverShowsIsNotProven(Way way) throws Exception {
        Crossing crossing = way.crossing();
        Fault fault = crossing.target().plant(Fault.every(way.appearing, new Effect.HideChecksums()));
        Fault blind = crossing.target().plant(Fault.every(StoreCall.STAT, new Effect.Blind()));
        assertThat(crossing.refusal()).isEqualTo(FailureCode.VERIFY_FAILED);
        assertThat(fault.fired()).isPositive();
        assertThat(blind.fired()).isPositive();
    }

    @Test
    void aServiceThatOnlySaysThatItWroteIsNotBelieved() throws Exception {
        Crossing crossing = Crossing.to(ForgetfulStore::new, Way.WHOLE.bytes());
        assertThat(crossing.refusal()).isEqualTo(FailureCode.VERIFY_FAILED);
        crossing.checkNothingThere();
    }

    @ParameterizedTest
    @EnumSource
    void withoutChecksumInTheReplyALookProves(Way way) throws Exception {
        Crossing crossing = way.crossing();
        Fault fault = crossing.target().plant(Fault.every(way.appearing, new Effect.HideChecksums()));
        Receipt receipt = crossing.deliver();
        crossing.checkArrived(receipt);
        assertThat(receipt.targetProof()).isEqualTo(TargetProof.SERVICE);
        assertThat(fault.fired()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void withoutAnyChecksumReadingBackProves(Way way) throws Exception {
        Crossing crossing = way.crossing();
        Fault fault = crossing.target().plant(Fault.every(way.appearing, new Effect.HideChecksums()));
        Fault silent = crossing.target().plant(Fault.every(StoreCall.STAT, new Effect.HideChecksums()));
        Receipt receipt = crossing.deliver();
        crossing.checkArrived(receipt);
        assertThat(receipt.targetProof()).isEqualTo(TargetProof.READ_BACK);
        assertThat(fault.fired()).isEqualTo(1);
        assertThat(silent.fired()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void whatReadsBackDifferentIsNotProven(Way way) throws Exception {
        Crossing crossing = way.crossing();
        crossing.target().plant(Fault.every(way.appearing, new Effect.HideChecksums()));
        crossing.target().plant(Fault.every(StoreCall.STAT, new Effect.HideChecksums()));
        Fault flipped = crossing.target().plant(Fault.every(StoreCall.READ, new Effect.Flip(5)));
        assertThat(crossing.refusal()).isEqualTo(FailureCode.VERIFY_FAILED);
        assertThat(flipped.fired()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void aWrongChecksumInEveryReplyIsAFailedProof(Way way) throws Exception {
        Crossing crossing = way.crossing();
        Fault fault = crossing.target().plant(Fault.every(way.appearing, new Effect.WrongChecksums()));
        assertThat(failed(crossing)).isEqualTo(FailureCode.VERIFY_FAILED);
        assertThat(fault.fired()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void aVersionThatIsNotToldIsLookedUp(Way way) throws Exception {
        Crossing crossing = way.crossing();
        Fault fault = crossing.target().plant(Fault.every(way.appearing, new Effect.HideVersion()));
        crossing.checkArrived(crossing.deliver());
        assertThat(fault.fired()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aLostReplyIsSettledAsOneDelivery(Way way) throws Exception {
        Crossing crossing = way.crossing();
        Fault fault = crossing.target().plant(
                Fault.nth(way.appearing, 1, new Effect.FailAfter(FailureCode.CONNECTION_LOST)));
        Outcome outcome = crossing.run();
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        crossing.checkArrived(((Outcome.Delivered) outcome).receipt());
        assertThat(fault.fired()).isEqualTo(1);
        assertThat(Samples.stat(crossing.targetTruth(), Crossing.KEY).version()).as("written once").isEqualTo("1");
    }

    @ParameterizedTest
    @EnumSource
    void aForeignObjectIsNeitherReplacedNorTakenForOurs(Way way) throws Exception {
        Crossing crossing = way.crossing();
        WorkItem.Copy planned = crossing.item();
        Samples.put(crossing.targetTruth(), Crossing.KEY, FOREIGN);
        assertThat(crossing.refusal(planned)).isEqualTo(FailureCode.CONFLICT);
        assertThat(Samples.bytes(crossing.targetTruth(), Crossing.KEY).orElseThrow()).isEqualTo(FOREIGN);
        crossing.checkNothingUnderWay();
    }

    @ParameterizedTest
    @EnumSource
    void anObjectThatWasListedIsReplaced(Way way) throws Exception {
        Crossing crossing = way.crossing();
        Samples.put(crossing.targetTruth(), Crossing.KEY, FOREIGN);
        crossing.checkArrived(crossing.deliver());
    }

    @ParameterizedTest
    @EnumSource
    void aChangedSourceIsSeen(Way way) throws Exception {
        Crossing crossing = way.crossing();
        WorkItem.Copy planned = crossing.item();
        Samples.put(crossing.sourceTruth(), Crossing.KEY, SampleBytes.flipped(way.bytes(), 3));
        assertThat(crossing.refusal(planned)).isEqualTo(FailureCode.SOURCE_CHANGED);
        crossing.checkNothingThere();
    }

    @ParameterizedTest
    @EnumSource
    void aRunGoesOnWithTheNewVersionOfAChangedSource(Way way) throws Exception {
        MemoryStore from = Samples.store("memory://from");
        Samples.put(from, Crossing.KEY, way.bytes());
        byte[] changed = SampleBytes.flipped(way.bytes(), 3);
        Crossing crossing = Crossing.from(changed, from, () -> Samples.put(from, Crossing.KEY, changed));
        Outcome.Delivered delivered = delivered(crossing, 2);
        assertThat(delivered.receipt().sourceVersion()).isEqualTo("2");
    }

    @ParameterizedTest
    @EnumSource
    void aSourceThatIsGoneIsSkipped(Way way) throws Exception {
        Crossing crossing = way.crossing();
        WorkItem.Copy planned = crossing.item();
        crossing.sourceTruth().delete(List.of(new Deletion(Crossing.KEY, new Precondition.None())));
        assertThat(crossing.refusal(planned)).isEqualTo(FailureCode.GONE);
        crossing.checkNothingThere();
    }

    @ParameterizedTest
    @EnumSource
    void aRunKeepsWhatIsGone(Way way) throws Exception {
        MemoryStore from = Samples.store("memory://from");
        Samples.put(from, Crossing.KEY, way.bytes());
        Crossing crossing = Crossing.from(way.bytes(), from,
                () -> from.delete(List.of(new Deletion(Crossing.KEY, new Precondition.None()))));
        assertThat(crossing.run())
                .isEqualTo(new Outcome.Kept(Crossing.KEY, way.bytes().length, KeepReason.GONE));
        crossing.checkNothingThere();
    }

    private static Outcome.Delivered delivered(Crossing crossing, int attempts) throws Exception {
        Outcome outcome = crossing.run();
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        Outcome.Delivered delivered = (Outcome.Delivered) outcome;
        assertThat(delivered.attempts()).isEqualTo(attempts);
        crossing.checkArrived(delivered.receipt());
        return delivered;
    }

    private static FailureCode failed(Crossing crossing) throws Exception {
        Outcome outcome = crossing.run();
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).failure().code();
    }
}
