package dev.crossdock.copy;

import dev.crossdock.env.Permits;
import dev.crossdock.env.Tasks;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;

/// The memory that bytes pass through: direct buffers of three sizes, each size with a fixed number of buffers, which
/// bounds the bytes in flight whatever the objects' sizes. Buffers are made when first needed and kept.
public final class BufferPool {

    /// Size of the largest buffers, and so of the parts that large objects are cut into.
    public static final int LARGE_BYTES = 8 << 20;

    /// Size of the buffers that bytes are streamed through.
    static final int CHUNK_BYTES = 1 << 20;

    /// Size of the smallest buffers. There are two for each worker, so that one who holds any buffer can still take a
    /// small one to read back with.
    static final int SMALL_BYTES = 64 << 10;

    private final Size[] sizes;

    /// A pool of 80 MiB and 128 KiB for each worker, at most.
    ///
    /// @param tasks whoever finds a size used up waits
    /// @param workers how many items are carried out at once, at least 1
    public BufferPool(Tasks tasks, int workers) {
        this.sizes = new Size[]{new Size(tasks, SMALL_BYTES, 2 * workers), new Size(tasks, CHUNK_BYTES, 16),
                new Size(tasks, LARGE_BYTES, 8)};
    }

    /// Takes a buffer with room for `bytes`, cleared, with its limit there. Waits for one to be released if need be.
    ///
    /// @param bytes from 0 to [#LARGE_BYTES]
    ByteBuffer take(long bytes) {
        for (Size each : sizes) {
            if (bytes <= each.bytes) {
                return each.take().clear().limit((int) bytes);
            }
        }
        throw new IllegalArgumentException("buffer of " + bytes + " bytes");
    }

    /// Gives a buffer of [#take] back.
    void release(ByteBuffer buffer) {
        for (Size each : sizes) {
            if (buffer.capacity() == each.bytes) {
                each.release(buffer);
                return;
            }
        }
        throw new IllegalArgumentException("not of this pool: " + buffer);
    }

    private static final class Size {

        private final int bytes;
        private final Permits permits;
        private final ConcurrentLinkedDeque<ByteBuffer> free = new ConcurrentLinkedDeque<>();

        Size(Tasks tasks, int bytes, int most) {
            this.bytes = bytes;
            this.permits = tasks.permits(most);
        }

        ByteBuffer take() {
            permits.acquire(1);
            ByteBuffer kept = free.pollFirst();
            return kept == null ? ByteBuffer.allocateDirect(bytes) : kept;
        }

        void release(ByteBuffer buffer) {
            free.offerFirst(buffer);
            permits.release(1);
        }
    }
}
