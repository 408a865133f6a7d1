package dev.crossdock.copy;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.Digest;
import dev.crossdock.store.Body;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.StoreException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A part too large for memory, streamed from its reader and digested as it goes by.
final class ReaderBody implements Body {

    private final ObjectReader reader;
    private final ByteBuffer buffer;
    private final Digest digest;

    ReaderBody(ObjectReader reader, ByteBuffer buffer, Algorithm algorithm) {
        this.reader = reader;
        this.buffer = buffer;
        this.digest = algorithm.digest();
    }

    @Override
    public long sizeBytes() {
        return reader.lengthBytes();
    }

    @Override
    public Optional<Checksum> checksum() {
        return Optional.empty();
    }

    @Override
    public Optional<ByteBuffer> whole() {
        return Optional.empty();
    }

    @Override
    public ByteBuffer next() throws StoreException {
        int got = reader.read(buffer.clear());
        if (got < 0) {
            return buffer.limit(0);
        }
        digest.update(buffer.flip());
        return buffer;
    }

    /// The checksum of all bytes, after they have gone by.
    Checksum finish() {
        return digest.finish();
    }
}
