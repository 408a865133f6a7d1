package dev.crossdock.wire;

import java.nio.ByteBuffer;

/// A body that is in memory.
public final class BytesBody implements HttpBody {

    private static final ByteBuffer END = ByteBuffer.allocate(0);

    private final byte[] bytes;
    private boolean given;

    /// @param bytes all of it; not copied
    public BytesBody(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long lengthBytes() {
        return bytes.length;
    }

    @Override
    public ByteBuffer next() {
        if (given) {
            return END;
        }
        given = true;
        return ByteBuffer.wrap(bytes);
    }

    @Override
    public boolean rewind() {
        given = false;
        return true;
    }
}
