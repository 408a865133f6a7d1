package dev.crossdock.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.object.ByteRange;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Reading: all of it, parts of it, one version of it, or a failure that says why not.
public interface ReadContract extends StoreHarness {

    @Test
    default void readsWhatWasWritten() throws StoreException {
        byte[] bytes = SampleBytes.of(1, 300_001);
        probe().put("read/whole", bytes);

        assertThat(probe().get("read/whole")).isEqualTo(bytes);
    }

    @Test
    default void readsSeveralMegabytes() throws StoreException {
        byte[] bytes = SampleBytes.of(2, 5_000_003);
        probe().put("read/large", bytes);

        assertThat(probe().get("read/large")).isEqualTo(bytes);
    }

    @Test
    default void readsAnEmptyObject() throws StoreException {
        probe().put("read/empty", new byte[0]);

        try (ObjectReader reader = store().read("read/empty", ReadOptions.ALL)) {
            assertThat(reader.lengthBytes()).isZero();
            assertThat(reader.read(ByteBuffer.allocate(10))).isEqualTo(-1);
        }
    }

    @Test
    default void aReaderKnowsItsObject() throws StoreException {
        probe().put("read/facts", SampleBytes.of(3, 1_234));
        ObjectStat expected = probe().stat("read/facts");

        try (ObjectReader reader = store().read("read/facts", ReadOptions.ALL)) {
            assertThat(reader.lengthBytes()).isEqualTo(1_234);
            assertThat(reader.stat().key()).isEqualTo("read/facts");
            assertThat(reader.stat().sizeBytes()).isEqualTo(1_234);
            assertThat(reader.stat().version()).isEqualTo(expected.version());
        }
    }

    @Test
    default void theEndStaysTheEnd() throws StoreException {
        probe().put("read/end", SampleBytes.of(4, 10));

        try (ObjectReader reader = store().read("read/end", ReadOptions.ALL)) {
            StoreProbe.drain(reader);
            assertThat(reader.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThat(reader.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    default void aReadStaysWithinTheBuffersRoom() throws StoreException {
        probe().put("read/room", SampleBytes.of(5, 100));
        ByteBuffer buffer = ByteBuffer.allocate(50).position(20).limit(27);

        try (ObjectReader reader = store().read("read/room", ReadOptions.ALL)) {
            int count = reader.read(buffer);
            assertThat(count).isBetween(1, 7);
            assertThat(buffer.position()).isEqualTo(20 + count);
            assertThat(buffer.limit()).isEqualTo(27);
        }
        assertThat(Arrays.copyOf(buffer.array(), 20)).containsOnly(0);
        assertThat(Arrays.copyOfRange(buffer.array(), 27, 50)).containsOnly(0);
    }

    @Test
    default void readsIntoDirectBuffersByteByByte() throws StoreException {
        byte[] bytes = SampleBytes.of(6, 40);
        probe().put("read/bytes", bytes);
        ByteBuffer one = ByteBuffer.allocateDirect(1);

        try (ObjectReader reader = store().read("read/bytes", ReadOptions.ALL)) {
            for (byte each : bytes) {
                one.clear();
                assertThat(reader.read(one)).isEqualTo(1);
                assertThat(one.get(0)).isEqualTo(each);
            }
            assertThat(reader.read(one.clear())).isEqualTo(-1);
        }
    }

    @Test
    default void readsRangesOfAVersion() throws StoreException {
        byte[] bytes = SampleBytes.of(7, 10_000);
        probe().put("read/range", bytes);
        String version = probe().stat("read/range").version();

        for (long[] range : new long[][]{{0, 1}, {0, 10_000}, {9_999, 1}, {1, 9_998}, {4_095, 2}, {5_000, 5_000}}) {
            byte[] expected = Arrays.copyOfRange(bytes, (int) range[0], (int) (range[0] + range[1]));
            assertThat(probe().get("read/range", version, range[0], range[1])).as("%d+%d", range[0], range[1])
                    .isEqualTo(expected);
        }
    }

    @Test
    default void aRangeReaderKnowsItsLengthAndTheWholeSize() throws StoreException {
        probe().put("read/range-length", SampleBytes.of(8, 500));
        String version = probe().stat("read/range-length").version();

        try (ObjectReader reader = store().read("read/range-length",
                ReadOptions.pinned(version, new ByteRange(100, 50)))) {
            assertThat(reader.lengthBytes()).isEqualTo(50);
            assertThat(reader.stat().sizeBytes()).isEqualTo(500);
        }
    }

    @Test
    default void aRangeBeyondTheEndIsRefused() throws StoreException {
        probe().put("read/beyond", SampleBytes.of(9, 100));
        String version = probe().stat("read/beyond").version();

        for (ByteRange range : new ByteRange[]{new ByteRange(0, 101), new ByteRange(100, 1), new ByteRange(1_000, 5)}) {
            assertThat(StoreProbe.failure(() -> probe().get("read/beyond", ReadOptions.pinned(version, range))).code())
                    .isIn(FailureCode.BAD_REQUEST, FailureCode.RANGE_MISMATCH);
        }
    }

    @Test
    default void readingNothingFails() {
        assertThat(StoreProbe.failure(() -> probe().get("read/nothing")).code()).isEqualTo(FailureCode.GONE);
        assertThat(StoreProbe.failure(() -> probe().get("read/nothing", ReadOptions.pinned("1"))).code())
                .isIn(FailureCode.GONE, FailureCode.SOURCE_CHANGED);
    }

    @Test
    default void readsThePinnedVersion() throws StoreException {
        byte[] bytes = SampleBytes.of(10, 2_000);
        probe().put("read/pinned", bytes);
        String version = probe().stat("read/pinned").version();

        assertThat(probe().get("read/pinned", ReadOptions.pinned(version))).isEqualTo(bytes);
    }

    @Test
    default void aReplacedVersionIsNotRead() throws StoreException {
        probe().put("read/replaced", SampleBytes.of(11, 2_000));
        String version = probe().stat("read/replaced").version();
        probe().put("read/replaced", SampleBytes.of(12, 2_001));

        assertThat(StoreProbe.failure(() -> probe().get("read/replaced", ReadOptions.pinned(version))).code())
                .isEqualTo(FailureCode.SOURCE_CHANGED);
        assertThat(StoreProbe.failure(() -> probe().get("read/replaced", version, 0, 10)).code())
                .isEqualTo(FailureCode.SOURCE_CHANGED);
    }

    @Test
    default void aDeletedVersionIsNotRead() throws StoreException {
        probe().put("read/deleted", SampleBytes.of(13, 2_000));
        String version = probe().stat("read/deleted").version();
        assertThat(probe().delete("read/deleted", probe().version("read/deleted"))).isEmpty();

        assertThat(StoreProbe.failure(() -> probe().get("read/deleted", ReadOptions.pinned(version))).code())
                .isIn(FailureCode.GONE, FailureCode.SOURCE_CHANGED);
    }

    @Test
    default void aReaderOfAReplacedObjectNeverMixes() throws StoreException {
        byte[] old = SampleBytes.of(14, 2_000_000);
        probe().put("read/mixed", old);

        Optional<byte[]> got = Optional.empty();
        try (ObjectReader reader = store().read("read/mixed", ReadOptions.ALL)) {
            reader.read(ByteBuffer.allocate(1_000));
            probe().put("read/mixed", SampleBytes.of(15, 2_000_000));
            got = Optional.of(StoreProbe.drain(reader));
        } catch (StoreException e) {
            assertThat(e.code()).isIn(FailureCode.SOURCE_CHANGED, FailureCode.SHORT_READ, FailureCode.LONG_READ);
        }
        got.ifPresent(
                rest -> assertThat(rest).isEqualTo(Arrays.copyOfRange(old, old.length - rest.length, old.length)));
    }

    @Test
    default void closingEarlyAndTwiceIsFine() throws StoreException {
        probe().put("read/close", SampleBytes.of(16, 2_000_000));
        ObjectReader reader = store().read("read/close", ReadOptions.ALL);
        reader.read(ByteBuffer.allocate(10));
        reader.close();
        reader.close();

        assertThat(probe().get("read/close")).hasSize(2_000_000);
    }
}
