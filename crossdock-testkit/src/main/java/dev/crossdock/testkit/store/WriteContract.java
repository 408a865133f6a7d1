package dev.crossdock.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.store.Body;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureClass;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Writing in one go: whole or not at all, and never other bytes than announced.
public interface WriteContract extends StoreHarness {

    @Test
    default void writesBodiesThatAreNotInMemory() throws StoreException {
        byte[] bytes = SampleBytes.of(30, 50_000);
        store().write("write/stream", probe().options(new Precondition.None()), ScriptedBody.of(bytes));

        assertThat(probe().get("write/stream")).isEqualTo(bytes);
    }

    @Test
    default void writesEmptyBodies() throws StoreException {
        store().write("write/empty-stream", probe().options(new Precondition.None()), ScriptedBody.of(new byte[0]));
        probe().put("write/empty", new byte[0]);

        assertThat(probe().stat("write/empty-stream").sizeBytes()).isZero();
        assertThat(probe().stat("write/empty").sizeBytes()).isZero();
    }

    @Test
    default void aBodyInMemoryCanBeWrittenAgain() throws StoreException {
        byte[] bytes = SampleBytes.of(31, 3_000);
        Body body = SampleBytes.body(probe().algorithm(), bytes);
        store().write("write/again-1", probe().options(new Precondition.None()), body);
        store().write("write/again-2", probe().options(new Precondition.None()), body);

        assertThat(probe().get("write/again-1")).isEqualTo(bytes);
        assertThat(probe().get("write/again-2")).isEqualTo(bytes);
    }

    @Test
    default void aBodyInMemoryIsLeftAsItWas() throws StoreException {
        ByteBuffer buffer = ByteBuffer.wrap(SampleBytes.of(32, 1_000)).position(100).limit(900);
        byte[] bytes = new byte[800];
        buffer.get(100, bytes);
        Body body = Body.of(buffer, SampleBytes.checksum(probe().algorithm(), bytes));
        store().write("write/buffer", probe().options(new Precondition.None()), body);

        assertThat(buffer.position()).isEqualTo(100);
        assertThat(buffer.limit()).isEqualTo(900);
        assertThat(probe().get("write/buffer")).isEqualTo(bytes);
    }

    @Test
    default void aBodyThatEndsEarlyIsNoObject() {
        byte[] bytes = SampleBytes.of(33, 5_000);
        for (long announced : new long[]{5_001, 10_000, 5_000_000}) {
            assertThat(StoreProbe.failure(() -> store().write("write/short", probe().options(new Precondition.None()),
                    ScriptedBody.announcing(bytes, announced))).code()).isEqualTo(FailureCode.SHORT_READ);
            assertThat(StoreProbe.failure(() -> probe().get("write/short")).code()).isEqualTo(FailureCode.GONE);
        }
    }

    @Test
    default void aBodyThatGoesOnIsNoObject() {
        byte[] bytes = SampleBytes.of(34, 5_000);
        for (long announced : new long[]{0, 1, 2_500, 4_999}) {
            assertThat(StoreProbe.failure(() -> store().write("write/long", probe().options(new Precondition.None()),
                    ScriptedBody.announcing(bytes, announced))).code()).isEqualTo(FailureCode.LONG_READ);
            assertThat(StoreProbe.failure(() -> probe().get("write/long")).code()).isEqualTo(FailureCode.GONE);
        }
    }

    @Test
    default void aBodyThatFailsIsNoObjectAndItsFailureIsPassedOn() throws StoreException {
        Failure failure = Failure.of(FailureCode.SOURCE_CHANGED, Operation.READ, "elsewhere", "changed");
        Body body = ScriptedBody.midway(SampleBytes.of(35, 5_000), () -> {
            throw new StoreException(failure);
        });

        assertThat(StoreProbe
                .failure(() -> store().write("write/failing", probe().options(new Precondition.None()), body)))
                .isEqualTo(failure);
        assertThat(store().stat("write/failing")).isEmpty();
    }

    @Test
    default void aWriteThatFailedAnywhereIsRepeatedWhole() throws StoreException {
        byte[] bytes = SampleBytes.of(45, 40_000);
        Failure failure = Failure.of(FailureCode.CONNECTION_LOST, Operation.READ, "elsewhere", "lost");
        for (int at : new int[]{0, 1, bytes.length / 4, bytes.length - 1}) {
            String key = "write/repeated-" + at;
            assertThat(StoreProbe.failure(() -> store().write(key, probe().options(new Precondition.Absent()),
                    ScriptedBody.at(at, bytes, () -> {
                        throw new StoreException(failure);
                    })))).as("at %d", at).isEqualTo(failure);
            assertThat(store().stat(key)).isEmpty();
            store().write(key, probe().options(new Precondition.Absent()), ScriptedBody.of(bytes));

            assertThat(probe().get(key)).as("at %d", at).isEqualTo(bytes);
        }
    }

    @Test
    default void nothingIsVisibleBeforeTheEnd() throws StoreException {
        byte[] bytes = SampleBytes.of(36, 5_000);
        Body body = ScriptedBody.midway(bytes, () -> {
            assertThat(store().stat("write/under-way")).isEmpty();
            assertThat(probe().keys("")).doesNotContain("write/under-way");
        });
        store().write("write/under-way", probe().options(new Precondition.None()), body);

        assertThat(probe().get("write/under-way")).isEqualTo(bytes);
    }

    @Test
    default void theOldObjectIsThereUntilTheEnd() throws StoreException {
        byte[] old = SampleBytes.of(37, 5_000);
        byte[] fresh = SampleBytes.of(38, 6_000);
        probe().put("write/old", old);
        Body body = ScriptedBody.midway(fresh, () -> assertThat(probe().get("write/old")).isEqualTo(old));
        store().write("write/old", probe().options(new Precondition.None()), body);

        assertThat(probe().get("write/old")).isEqualTo(fresh);
    }

    @Test
    default void aFailedWriteLeavesTheOldObject() throws StoreException {
        byte[] old = SampleBytes.of(39, 5_000);
        probe().put("write/kept", old);
        String version = probe().stat("write/kept").version();
        byte[] other = SampleBytes.of(40, 100);

        StoreProbe.failure(() -> store().write("write/kept", probe().options(new Precondition.None()),
                ScriptedBody.announcing(other, 200)));
        StoreProbe.failure(() -> store().write("write/kept", probe().options(new Precondition.None()),
                ScriptedBody.announcing(other, 50)));
        StoreProbe.failure(() -> store().write("write/kept", probe().options(new Precondition.None()),
                Body.of(ByteBuffer.wrap(other), SampleBytes.checksum(probe().algorithm(), old))));

        assertThat(probe().get("write/kept")).isEqualTo(old);
        assertThat(probe().stat("write/kept").version()).isEqualTo(version);
    }

    @Test
    default void aWrongChecksumIsRefusedInEveryByte() throws StoreException {
        byte[] bytes = SampleBytes.of(41, 200);
        for (Algorithm algorithm : store().capabilities().checksums()) {
            byte[] value = SampleBytes.checksum(algorithm, bytes).value();
            for (int i = 0; i < value.length; i++) {
                Checksum wrong = Checksum.of(algorithm, SampleBytes.flipped(value, i));
                assertThat(StoreProbe.failure(() -> store().write("write/wrong", with(algorithm),
                        Body.of(ByteBuffer.wrap(bytes), wrong))).code()).as("%s byte %d", algorithm, i)
                        .isEqualTo(FailureCode.CHECKSUM_MISMATCH);
            }
        }
        assertThat(store().stat("write/wrong")).isEmpty();
    }

    @Test
    default void aWrongChecksumOfAStreamIsRefused() throws StoreException {
        byte[] bytes = SampleBytes.of(42, 3_000);
        for (Algorithm algorithm : store().capabilities().checksums()) {
            Checksum wrong = SampleBytes.checksum(algorithm, SampleBytes.flipped(bytes, 1_500));
            Failure failure = StoreProbe.failure(() -> store().write("write/wrong-stream", with(algorithm),
                    ScriptedBody.announcing(bytes, wrong)));
            assertThat(failure.failureClass()).as("%s", algorithm).isEqualTo(FailureClass.INTEGRITY);
        }
        assertThat(store().stat("write/wrong-stream")).isEmpty();
    }

    @Test
    default void everyAlgorithmIsComputedRight() throws StoreException {
        byte[] bytes = SampleBytes.of(43, 70_001);
        for (Algorithm algorithm : store().capabilities().checksums()) {
            Written written = store().write("write/" + algorithm, with(algorithm), SampleBytes.body(algorithm, bytes));
            for (Checksum each : written.checksums()) {
                assertThat(each).isEqualTo(SampleBytes.checksum(each.algorithm(), bytes));
            }
            assertThat(probe().get("write/" + algorithm)).isEqualTo(bytes);
        }
    }

    @Test
    default void anAlgorithmThatIsNotOfferedIsRefused() throws StoreException {
        byte[] bytes = SampleBytes.of(44, 10);
        EnumSet<Algorithm> others = EnumSet.allOf(Algorithm.class);
        others.removeAll(store().capabilities().checksums());
        for (Algorithm algorithm : others) {
            assertThat(StoreProbe.failure(() -> store().write("write/other", with(algorithm),
                    SampleBytes.body(algorithm, bytes))).code()).isEqualTo(FailureCode.UNSUPPORTED);
        }
        assertThat(store().stat("write/other")).isEmpty();
    }

    private static WriteOptions with(Algorithm algorithm) {
        WriteOptions plain = WriteOptions.of(new Precondition.None());
        return new WriteOptions(plain.precondition(), Optional.of(algorithm), plain.attributes(), plain.modified());
    }
}
