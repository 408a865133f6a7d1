package dev.crossdock.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.copy.CourierOptions;
import dev.crossdock.copy.Delivered;
import dev.crossdock.copy.ServerSide;
import dev.crossdock.copy.StorageClasses;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Attributes;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.memory.MemoryStore;
import dev.crossdock.testkit.store.Effect;
import dev.crossdock.testkit.store.Fault;
import dev.crossdock.testkit.store.SampleBytes;
import dev.crossdock.testkit.store.StoreCall;
import dev.crossdock.transfer.SourceProof;
import dev.crossdock.transfer.TargetProof;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Copies that the service makes by itself.
final class ServerSideTest {

    private static final byte[] BYTES = SampleBytes.of(8, 20_000);
    private static final CourierOptions ALLOWED = new CourierOptions(ServerSide.ALLOWED, StorageClasses.OF_TARGET);

    private final MemoryStore from = Samples.store("memory://from");
    private final MemoryStore to = Samples.store("memory://to");

    private Passage passage() throws Exception {
        Samples.put(from, Passage.KEY, BYTES);
        return new Passage(from, to, ALLOWED);
    }

    private void checkArrived(Delivered delivered) throws Exception {
        assertThat(Samples.bytes(to, Passage.KEY).orElseThrow()).isEqualTo(BYTES);
        assertThat(delivered.receipt().sizeBytes()).isEqualTo(BYTES.length);
        assertThat(delivered.receipt().targetVersion()).isEqualTo(Samples.stat(to, Passage.KEY).version());
        assertThat(delivered.receipt().checksum())
                .isEqualTo(SampleBytes.checksum(delivered.receipt().checksum().algorithm(), BYTES));
    }

    @Test
    void noByteOfAnObjectWithADigestPassesThroughHere() throws Exception {
        Passage passage = passage();
        Delivered delivered = passage.deliver();
        checkArrived(delivered);
        assertThat(delivered.receipt().sourceProof()).isEqualTo(SourceProof.STORED);
        assertThat(delivered.receipt().targetProof()).isEqualTo(TargetProof.SERVICE);
        assertThat(passage.source().reads() + passage.target().reads() + passage.target().writes()).isZero();
        assertThat(passage.target().copies()).isEqualTo(1);
    }

    @Test
    void attributesAndTagsStayWithTheObject() throws Exception {
        Attributes attributes = new Attributes(Map.of("content-type", "text/plain"), Map.of("colour", "blue"))
                .withTags(Map.of("team", "x"));
        from.write(Passage.KEY, new WriteOptions(new Precondition.None(), Optional.empty(), attributes,
                Optional.empty()), SampleBytes.body(Algorithm.CRC32C, BYTES));
        Delivered delivered = new Passage(from, to, ALLOWED).deliver();
        checkArrived(delivered);
        assertThat(delivered.leftBehind()).isEmpty();
        var stat = Samples.stat(to, Passage.KEY);
        assertThat(stat.attributes().withTags(to.tags(Passage.KEY, stat.version()))).isEqualTo(attributes);
    }

    @Test
    void aSourceWithoutDigestIsReadForOne() throws Exception {
        Samples.put(from, Passage.KEY, BYTES);
        Passage passage = new Passage(new TaciturnStore(from), new CopyingStore(to, from), ALLOWED);
        Delivered delivered = passage.deliver();
        checkArrived(delivered);
        assertThat(passage.source().reads()).isEqualTo(1);
        assertThat(passage.target().writes()).isZero();
        assertThat(delivered.receipt().sourceProof()).isEqualTo(SourceProof.PINNED);
        assertThat(delivered.receipt().targetProof()).isEqualTo(TargetProof.SERVICE);
    }

    @Test
    void withoutAnyDigestOfTheNewObjectItIsReadBack() throws Exception {
        Passage passage = passage();
        Fault reply = passage.faultyTarget().plant(Fault.every(StoreCall.COPY, new Effect.HideChecksums()));
        Fault stat = passage.faultyTarget().plant(Fault.every(StoreCall.STAT, new Effect.HideChecksums()));
        Delivered delivered = passage.deliver();
        checkArrived(delivered);
        assertThat(reply.fired()).isEqualTo(1);
        assertThat(stat.fired()).isEqualTo(1);
        assertThat(delivered.receipt().targetProof()).isEqualTo(TargetProof.READ_BACK);
    }

    @Test
    void aCopyWithAnotherDigestIsNotProven() throws Exception {
        Passage passage = passage();
        Fault fault = passage.faultyTarget().plant(Fault.every(StoreCall.COPY, new Effect.WrongChecksums()));
        assertThat(passage.refusal()).isEqualTo(FailureCode.VERIFY_FAILED);
        assertThat(fault.fired()).isEqualTo(1);
    }

    @Test
    void aServiceThatOnlySaysThatItCopiedIsNotBelieved() throws Exception {
        Passage passage = passage();
        Fault fault = passage.faultyTarget().plant(Fault.every(StoreCall.COPY, new Effect.Pretend()));
        assertThat(passage.refusal()).isEqualTo(FailureCode.VERIFY_FAILED);
        assertThat(fault.fired()).isEqualTo(1);
    }

    @Test
    void whatTheServiceRefusesPassesThroughHere() throws Exception {
        for (FailureCode code : new FailureCode[]{FailureCode.UNSUPPORTED, FailureCode.ACCESS_DENIED,
                FailureCode.OBJECT_TOO_LARGE}) {
            Passage passage = new Passage(from, Samples.store("memory://" + code), ALLOWED);
            Samples.put(from, Passage.KEY, BYTES);
            Fault fault = passage.faultyTarget().plant(Fault.every(StoreCall.COPY, new Effect.FailBefore(code)));
            Delivered delivered = passage.deliver();
            assertThat(fault.fired()).isEqualTo(1);
            assertThat(passage.target().writes()).as(code.toString()).isEqualTo(1);
            assertThat(delivered.receipt().targetProof()).isEqualTo(TargetProof.SERVICE);
        }
    }

    @Test
    void itIsNotAskedAgainWhereItRefused() throws Exception {
        Passage passage = passage();
        Fault fault = passage.faultyTarget()
                .plant(Fault.every(StoreCall.COPY, new Effect.FailBefore(FailureCode.UNSUPPORTED)));
        passage.deliverTwice();
        assertThat(fault.fired()).isEqualTo(1);
        assertThat(passage.target().writes()).isEqualTo(2);
    }

    @Test
    void aLostReplyIsSettledByLooking() throws Exception {
        Passage passage = passage();
        Fault fault = passage.faultyTarget()
                .plant(Fault.nth(StoreCall.COPY, 1, new Effect.FailAfter(FailureCode.CONNECTION_LOST)));
        var item = passage.item();
        assertThat(passage.refusal()).isEqualTo(FailureCode.CONNECTION_LOST);
        Delivered delivered = passage.deliver(item);
        checkArrived(delivered);
        assertThat(fault.fired()).isEqualTo(1);
        assertThat(delivered.receipt().targetVersion()).isEqualTo("1");
    }

    @Test
    void aForeignObjectIsNeitherReplacedNorTakenForOurs() throws Exception {
        Passage passage = passage();
        var item = passage.item();
        byte[] foreign = SampleBytes.of(9, BYTES.length);
        Samples.put(to, Passage.KEY, foreign);
        assertThat(passage.refusal(item)).isEqualTo(FailureCode.CONFLICT);
        assertThat(Samples.bytes(to, Passage.KEY).orElseThrow()).isEqualTo(foreign);
    }

    @Test
    void aChangedSourceIsSeen() throws Exception {
        Passage passage = passage();
        var item = passage.item();
        Samples.put(from, Passage.KEY, SampleBytes.flipped(BYTES, 1));
        assertThat(passage.refusal(item)).isEqualTo(FailureCode.SOURCE_CHANGED);
        assertThat(to.stat(Passage.KEY)).isEmpty();
    }

    @Test
    void withoutLeaveAllBytesPassThroughHere() throws Exception {
        Samples.put(from, Passage.KEY, BYTES);
        Passage passage = new Passage(from, to);
        checkArrived(passage.deliver());
        assertThat(passage.target().copies()).isZero();
    }
}
