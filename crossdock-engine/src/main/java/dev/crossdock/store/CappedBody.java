package dev.crossdock.store;

import dev.crossdock.object.Checksum;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A body that is streamed no faster than the caps allow.
///
/// @param body what is streamed; not one that is in memory, which is paid for before it is written
record CappedBody(Body body, Limits limits, Passage passage) implements Body {

    @Override
    public long sizeBytes() {
        return body.sizeBytes();
    }

    @Override
    public Optional<Checksum> checksum() {
        return body.checksum();
    }

    @Override
    public Optional<ByteBuffer> whole() {
        return Optional.empty();
    }

    @Override
    public ByteBuffer next() throws StoreException {
        ByteBuffer bytes = body.next();
        limits.bytes(bytes.remaining());
        passage.moved(bytes.remaining());
        return bytes;
    }
}
