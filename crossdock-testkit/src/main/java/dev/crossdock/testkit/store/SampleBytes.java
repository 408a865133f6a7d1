package dev.crossdock.testkit.store;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.Digest;
import dev.crossdock.store.Body;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Bytes to store, the same for the same seed and size, and bodies of them.
public final class SampleBytes {

    private SampleBytes() {}

    /// `sizeBytes` bytes that do not compress or repeat.
    public static byte[] of(long seed, int sizeBytes) {
        byte[] bytes = new byte[sizeBytes];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    /// A full-object checksum of all bytes.
    public static Checksum checksum(Algorithm algorithm, byte[] bytes) {
        Digest digest = algorithm.digest();
        digest.update(ByteBuffer.wrap(bytes));
        return digest.finish();
    }

    /// A body in memory, with its checksum.
    public static Body body(Algorithm algorithm, byte[] bytes) {
        return Body.of(ByteBuffer.wrap(bytes), checksum(algorithm, bytes));
    }

    /// The same bytes with one bit flipped.
    public static byte[] flipped(byte[] bytes, int index) {
        byte[] flipped = Arrays.copyOf(bytes, bytes.length);
        flipped[index] ^= 1;
        return flipped;
    }
}
