package dev.crossdock.wire;

import java.nio.ByteBuffer;

/// A body that the end of the connection ends.
final class UntilCloseBody implements BodyReader {

    private final HttpConnection connection;

    UntilCloseBody(HttpConnection connection) {
        this.connection = connection;
    }

    @Override
    public int read(ByteBuffer into) throws WireException {
        return connection.receive(into, Long.MAX_VALUE);
    }

    /// Never: such a connection is of no further use.
    @Override
    public boolean skipArrived() {
        return false;
    }
}
