package dev.crossdock.wire;

import dev.crossdock.wire.WireException.Kind;
import java.nio.ByteBuffer;

/// A body of announced length.
final class FixedBody implements BodyReader {

    private final HttpConnection connection;
    private final long lengthBytes;
    private long remaining;

    FixedBody(HttpConnection connection, long lengthBytes) {
        this.connection = connection;
        this.lengthBytes = lengthBytes;
        remaining = lengthBytes;
    }

    @Override
    public int read(ByteBuffer into) throws WireException {
        if (remaining == 0) {
            return -1;
        }
        int count = connection.receive(into, remaining);
        if (count < 0) {
            throw new WireException(Kind.TRUNCATED, "the body from " + connection.peer() + " ended after "
                    + (lengthBytes - remaining) + " of " + lengthBytes + " bytes");
        }
        remaining -= count;
        return count;
    }

    @Override
    public boolean skipArrived() {
        remaining -= connection.skip(remaining);
        return remaining == 0;
    }
}
