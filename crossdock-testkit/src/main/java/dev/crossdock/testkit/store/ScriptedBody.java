package dev.crossdock.testkit.store;

import dev.crossdock.object.Checksum;
import dev.crossdock.store.Body;
import dev.crossdock.store.StoreException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A body that is not in memory as far as the store can see, and that may lie about its size, fail on the way, or do
/// something between its bytes.
public final class ScriptedBody implements Body {

    private static final int CHUNK_BYTES = 1_000;

    private final byte[] bytes;
    private final long sizeBytes;
    private final Optional<Checksum> checksum;
    private final int stop;
    private final @Nullable Step step;
    private int at;

    private ScriptedBody(byte[] bytes, long sizeBytes, Optional<Checksum> checksum, int stop, @Nullable Step step) {
        this.bytes = bytes;
        this.sizeBytes = sizeBytes;
        this.checksum = checksum;
        this.stop = stop;
        this.step = step;
    }

    /// What happens when some of the bytes have been handed over.
    @FunctionalInterface
    public interface Step {

        /// Does it.
        ///
        /// @throws StoreException which the body then throws
        void run() throws StoreException;
    }

    /// A body that hands over `bytes` in pieces.
    public static ScriptedBody of(byte[] bytes) {
        return announcing(bytes, bytes.length);
    }

    /// A body that hands over `bytes` but announces another size.
    public static ScriptedBody announcing(byte[] bytes, long sizeBytes) {
        return new ScriptedBody(bytes, sizeBytes, Optional.empty(), 0, null);
    }

    /// A body that announces a checksum.
    public static ScriptedBody announcing(byte[] bytes, Checksum checksum) {
        return new ScriptedBody(bytes, bytes.length, Optional.of(checksum), 0, null);
    }

    /// A body in whose middle something happens.
    public static ScriptedBody midway(byte[] bytes, Step step) {
        return at(bytes.length / 2, bytes, step);
    }

    /// A body in which something happens when so many bytes have been handed over.
    public static ScriptedBody at(int stop, byte[] bytes, Step step) {
        return new ScriptedBody(bytes, bytes.length, Optional.empty(), stop, step);
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public Optional<Checksum> checksum() {
        return checksum;
    }

    @Override
    public Optional<ByteBuffer> whole() {
        return Optional.empty();
    }

    @Override
    public ByteBuffer next() throws StoreException {
        if (step != null && at == stop) {
            step.run();
        }
        int end = Math.min(at < stop ? stop : bytes.length, at + CHUNK_BYTES);
        ByteBuffer next = ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, end));
        at = end;
        return next;
    }
}
