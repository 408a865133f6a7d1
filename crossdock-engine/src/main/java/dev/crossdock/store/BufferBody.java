package dev.crossdock.store;

import dev.crossdock.object.Checksum;
import java.nio.ByteBuffer;
import java.util.Optional;

final class BufferBody implements Body {

    private final ByteBuffer bytes;
    private final Checksum checksum;
    private boolean given;

    BufferBody(ByteBuffer bytes, Checksum checksum) {
        this.bytes = bytes;
        this.checksum = checksum;
    }

    @Override
    public long sizeBytes() {
        return bytes.remaining();
    }

    @Override
    public Optional<Checksum> checksum() {
        return Optional.of(checksum);
    }

    @Override
    public Optional<ByteBuffer> whole() {
        return Optional.of(bytes.duplicate());
    }

    @Override
    public ByteBuffer next() {
        ByteBuffer next = bytes.duplicate();
        if (given) {
            next.position(next.limit());
        }
        given = true;
        return next;
    }
}
