package dev.crossdock.store;

import dev.crossdock.object.Checksum;
import java.nio.ByteBuffer;
import java.util.Optional;

/// The bytes of one write, handed over in order, whose number is known beforehand.
public interface Body {

    /// How many bytes there are.
    long sizeBytes();

    /// Their full-object checksum, if it is known before the first byte is handed over.
    Optional<Checksum> checksum();

    /// All bytes at once, if they are in memory: such a body can be signed before, and repeated.
    /// The buffer is the caller's; it is not changed, and not kept beyond the write.
    Optional<ByteBuffer> whole();

    /// The next bytes, valid until the next call, or an empty buffer at the end, after which it is not called again.
    /// The store may move the buffer's position. Total and announced size agree, or this throws.
    ///
    /// @throws StoreException with the failure of the source, which the write passes on unchanged
    ByteBuffer next() throws StoreException;

    /// A body that is in memory.
    ///
    /// @param bytes from position to limit; belongs to the caller and must stay as it is until the write returns
    /// @param checksum of these bytes
    static Body of(ByteBuffer bytes, Checksum checksum) {
        return new BufferBody(bytes, checksum);
    }
}
