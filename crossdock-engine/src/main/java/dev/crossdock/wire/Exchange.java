package dev.crossdock.wire;

import dev.crossdock.wire.WireException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One request and its response on one connection.
final class Exchange {

    private static final Duration CONTINUE_AWAITED = Duration.ofSeconds(1);
    private static final int INTERIM_MOST = 16;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final HttpConnection connection;
    private final HttpRequest request;
    private final ConnectionPool pool;
    private final boolean mayExpect;
    private boolean bodySent = true;
    private boolean dropped;
    private boolean expectationIgnored;

    /// @param mayExpect whether to wait for leave before a large body is sent
    Exchange(HttpConnection connection, HttpRequest request, ConnectionPool pool, boolean mayExpect) {
        this.connection = connection;
        this.request = request;
        this.pool = pool;
        this.mayExpect = mayExpect;
    }

    /// Whether the peer ended the connection without a byte of an answer, as it may when that was idle.
    boolean dropped() {
        return dropped;
    }

    /// Whether there was no word on sending the body in time; nothing of it was sent.
    boolean expectationIgnored() {
        return expectationIgnored;
    }

    /// Sends the request and reads the head of its final response. Closes the connection if that fails.
    HttpResponse run() throws IOException {
        boolean intact = false;
        try {
            connection.begin();
            ResponseHead early = send();
            ResponseHead head = early == null ? finalHead() : early;
            HttpResponse response = respond(head);
            intact = true;
            return response;
        } finally {
            if (!intact) {
                connection.close();
            }
        }
    }

    /// Returns a final response that came before the body was sent, or null.
    private @Nullable ResponseHead send() throws IOException {
        HttpBody body = request.body().orElse(null);
        long length = body == null ? 0 : body.lengthBytes();
        boolean expect = mayExpect && length > 0 && length >= connection.limits().expectContinueBytes();
        render(length, expect);
        if (body == null || length == 0) {
            return write(NOTHING, true);
        }
        if (!expect) {
            return sendBody(body, length, true);
        }
        ResponseHead early = write(NOTHING, true);
        if (early == null) {
            early = awaitContinue();
        }
        if (early == null) {
            return sendBody(body, length, false);
        }
        bodySent = false;
        return early;
    }

    private void render(long length, boolean expect) {
        RequestHead head = connection.requestHead();
        head.start(request.method(), request.target());
        if (request.body().isPresent() || request.method().startsWith("P")) {
            head.contentLength(length);
        }
        if (expect) {
            head.expectContinue();
        }
        head.headers(request.headers());
        head.endLine();
    }

    private @Nullable ResponseHead sendBody(HttpBody body, long length, boolean withHead) throws IOException {
        boolean first = withHead;
        long left = length;
        while (left > 0) {
            ByteBuffer bytes = body.next();
            int count = bytes.remaining();
            if (count == 0 || count > left) {
                throw new IllegalStateException("a request body has " + (count == 0 ? "fewer" : "more") + " than its "
                        + length + " bytes");
            }
            ResponseHead early = write(bytes, first);
            if (early != null) {
                return early;
            }
            first = false;
            left -= count;
        }
        return null;
    }

    private @Nullable ResponseHead write(ByteBuffer body, boolean withHead) throws WireException {
        try {
            if (withHead) {
                connection.writeHead(body);
            } else {
                connection.writeBody(body);
            }
            return null;
        } catch (IOException e) {
            bodySent = false;
            WireException failure = connection.failed(e);
            if (failure.kind() == Kind.STALLED) {
                throw failure;
            }
            return afterFailedWrite(failure);
        }
    }

    /// A server that refuses a request need not read all of it: its answer may be there already.
    private ResponseHead afterFailedWrite(WireException failure) throws WireException {
        try {
            if (connection.awaitHead(CONTINUE_AWAITED)) {
                return finalHead();
            }
        } catch (WireException e) {
            failure.addSuppressed(e);
        }
        dropped = !connection.answered();
        throw failure;
    }

    /// Waits for leave to send the body. Returns a final response instead of it, or null to send.
    private @Nullable ResponseHead awaitContinue() throws WireException {
        for (int i = 0; i < INTERIM_MOST; i++) {
            if (!awaitFirst(CONTINUE_AWAITED)) {
                expectationIgnored = true;
                throw new WireException(Kind.STALLED, connection.peer() + " ignores Expect: 100-continue");
            }
            ResponseHead head = connection.readHead();
            if (head.status() == 100) {
                return null;
            }
            if (head.status() >= 200) {
                return head;
            }
        }
        throw tooManyInterim();
    }

    private ResponseHead finalHead() throws WireException {
        for (int i = 0; i < INTERIM_MOST; i++) {
            if (!awaitFirst(connection.limits().idle())) {
                throw new WireException(Kind.STALLED, connection.peer() + " did not answer within "
                        + connection.limits().idle().toMillis() + " ms");
            }
            ResponseHead head = connection.readHead();
            if (head.status() >= 200) {
                return head;
            }
            if (head.status() == 101) {
                throw new WireException(Kind.PROTOCOL, connection.peer() + " switches protocols unasked");
            }
        }
        throw tooManyInterim();
    }

    private boolean awaitFirst(Duration timeout) throws WireException {
        try {
            return connection.awaitHead(timeout);
        } catch (WireException e) {
            dropped = !connection.answered();
            throw e;
        }
    }

    private WireException tooManyInterim() {
        return new WireException(Kind.LIMIT, connection.peer() + " sent " + INTERIM_MOST + " interim responses");
    }

    private HttpResponse respond(ResponseHead head) {
        connection.beginBody();
        BodyReader body = body(head);
        return new PooledResponse(head, body, connection, pool, bodySent && !head.last());
    }

    private BodyReader body(ResponseHead head) {
        if (request.method().equals("HEAD") || head.status() == 204 || head.status() == 304) {
            return new FixedBody(connection, 0);
        }
        if (head.chunked()) {
            return new ChunkedBody(connection, connection.limits().headBytes());
        }
        if (head.contentLength() >= 0) {
            return new FixedBody(connection, head.contentLength());
        }
        return new UntilCloseBody(connection);
    }
}
