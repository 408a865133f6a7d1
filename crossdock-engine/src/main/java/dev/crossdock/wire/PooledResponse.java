package dev.crossdock.wire;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A response whose connection goes back to its pool.
final class PooledResponse implements HttpResponse {

    private final ResponseHead head;
    private final BodyReader body;
    private final OptionalLong lengthBytes;
    private final ConnectionPool pool;
    private final boolean reusable;
    private @Nullable HttpConnection connection;

    /// @param reusable whether both sides want another exchange on the connection
    PooledResponse(ResponseHead head, BodyReader body, HttpConnection connection, ConnectionPool pool,
            boolean reusable) {
        this.head = head;
        this.body = body;
        this.connection = connection;
        this.pool = pool;
        this.reusable = reusable;
        lengthBytes = head.contentLength() < 0 ? OptionalLong.empty() : OptionalLong.of(head.contentLength());
    }

    @Override
    public int status() {
        return head.status();
    }

    @Override
    public Optional<String> header(String name) {
        return head.header(name);
    }

    @Override
    public List<String> headers(String prefix) {
        return head.headers(prefix);
    }

    @Override
    public OptionalLong lengthBytes() {
        return lengthBytes;
    }

    @Override
    public int read(ByteBuffer into) throws WireException {
        if (connection == null) {
            throw new IllegalStateException("the response is closed");
        }
        if (!into.hasRemaining()) {
            throw new IllegalArgumentException("no room to read into");
        }
        boolean intact = false;
        try {
            int count = body.read(into);
            intact = true;
            return count;
        } finally {
            if (!intact) {
                drop();
            }
        }
    }

    private void drop() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    @Override
    public void close() {
        HttpConnection used = connection;
        if (used == null) {
            return;
        }
        connection = null;
        if (reusable && atEnd() && !used.arrived().hasRemaining()) {
            pool.give(used);
            return;
        }
        used.close();
    }

    private boolean atEnd() {
        try {
            return body.skipArrived();
        } catch (WireException e) {
            // Nobody reads the rest, so all that is wrong with it costs is the connection.
            return false;
        }
    }
}
