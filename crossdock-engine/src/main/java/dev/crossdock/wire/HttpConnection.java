package dev.crossdock.wire;

import dev.crossdock.env.Clock;
import dev.crossdock.env.Connection;
import dev.crossdock.env.StalledException;
import dev.crossdock.wire.WireException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/// One connection with its buffers and deadlines: heads and bytes, without the meaning of an exchange.
/// Carries one exchange at a time.
final class HttpConnection {

    private static final int BUFFER_BYTES = 16 * 1024;

    /// One write has to end within the idle limit as a whole, so it must not be too long for a slow line.
    private static final int WRITE_BYTES = 256 * 1024;

    private final Connection stream;
    private final Clock clock;
    private final HttpLimits limits;
    private final String peer;
    private final long idleNanos;
    private final ProgressWatch watch;
    private final RequestHead requestHead;
    private final HeadReader headReader;

    /// The head of a request until it is sent, then what has arrived and was not yet asked for.
    private ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).limit(0);
    private final ByteBuffer[] one = new ByteBuffer[1];
    private final ByteBuffer[] two = new ByteBuffer[2];
    private boolean answered;
    private long idleSince;

    HttpConnection(Connection stream, Clock clock, HttpLimits limits, String peer, RequestHead requestHead) {
        this.stream = stream;
        this.clock = clock;
        this.limits = limits;
        this.peer = peer;
        this.requestHead = requestHead;
        headReader = new HeadReader(clock, limits, peer);
        idleNanos = limits.idle().toNanos();
        watch = new ProgressWatch(limits);
    }

    String peer() {
        return peer;
    }

    HttpLimits limits() {
        return limits;
    }

    RequestHead requestHead() {
        return requestHead;
    }

    /// What has arrived and was not yet asked for.
    ByteBuffer arrived() {
        return buffer;
    }

    /// Whether any byte of an answer to the present request has arrived.
    boolean answered() {
        return answered;
    }

    /// Forgets the previous exchange.
    void begin() {
        answered = false;
        watch.restart();
    }

    /// Readies the connection for being kept.
    void idle(long nowNanos) {
        idleSince = nowNanos;
    }

    long idleSince() {
        return idleSince;
    }

    boolean stale() {
        return stream.stale();
    }

    void close() {
        stream.close();
    }

    /// Sends the rendered head, together with the first bytes of the body.
    void writeHead(ByteBuffer body) throws IOException {
        int length = requestHead.length();
        if (buffer.capacity() < length) {
            buffer = ByteBuffer.allocateDirect(length);
        }
        buffer.clear().put(requestHead.bytes(), 0, length).flip();
        try {
            if (!body.hasRemaining()) {
                one[0] = buffer;
                stream.write(one, idleNanos);
                return;
            }
            int end = body.limit();
            body.limit(body.position() + Math.min(body.remaining(), WRITE_BYTES));
            two[0] = buffer;
            two[1] = body;
            stream.write(two, idleNanos);
            body.limit(end);
        } finally {
            buffer.clear().limit(0);
        }
        writeBody(body);
    }

    /// Sends bytes of the body, at least as fast as the limits say.
    void writeBody(ByteBuffer body) throws IOException {
        int end = body.limit();
        while (body.position() < end) {
            if (watch.tooSlow()) {
                throw new StalledException(tooSlow());
            }
            int count = Math.min(end - body.position(), WRITE_BYTES);
            body.limit(body.position() + count);
            one[0] = body;
            long start = clock.nanos();
            stream.write(one, idleNanos);
            watch.add(count, clock.nanos() - start);
            body.limit(end);
        }
    }

    /// Waits for the first byte of a head.
    ///
    /// @return false when none came in time
    /// @throws WireException LOST
    boolean awaitHead(Duration timeout) throws WireException {
        if (buffer.hasRemaining()) {
            return true;
        }
        try {
            read(Math.min(timeout.toNanos(), idleNanos));
            return true;
        } catch (StalledException e) {
            return false;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Reads a head, interim or final. Its first byte may take as long as the idle limit, and the rest once more.
    ResponseHead readHead() throws WireException {
        return headReader.read(this);
    }

    /// Reads more of a head.
    void fillHead(long timeoutNanos) throws WireException {
        try {
            read(timeoutNanos);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void read(long timeoutNanos) throws IOException {
        buffer.clear();
        int count = -1;
        try {
            count = stream.read(buffer, timeoutNanos);
        } finally {
            buffer.limit(Math.max(count, 0)).position(0);
        }
        if (count < 0) {
            throw new EOFException("the connection was closed before the response was complete");
        }
        answered = true;
    }

    /// From here on bytes are those of a body, which has a least rate.
    void beginBody() {
        watch.restart();
    }

    /// Reads bytes of a body, at most `most`: those that have arrived, else from the stream without a copy.
    ///
    /// @return how many, or -1 when the connection has ended
    int receive(ByteBuffer into, long most) throws WireException {
        if (buffer.hasRemaining()) {
            int count = (int) Math.min(most, Math.min(buffer.remaining(), into.remaining()));
            into.put(into.position(), buffer, buffer.position(), count).position(into.position() + count);
            buffer.position(buffer.position() + count);
            return count;
        }
        int end = into.limit();
        if (into.remaining() > most) {
            into.limit(into.position() + (int) most);
        }
        try {
            return readWatched(into);
        } finally {
            into.limit(end);
        }
    }

    /// Reads bytes of a body's framing.
    ///
    /// @return false when the connection has ended
    boolean fill() throws WireException {
        buffer.clear();
        int count = -1;
        try {
            count = readWatched(buffer);
        } finally {
            buffer.limit(Math.max(count, 0)).position(0);
        }
        return count >= 0;
    }

    private int readWatched(ByteBuffer into) throws WireException {
        if (watch.tooSlow()) {
            throw new WireException(Kind.STALLED, tooSlow());
        }
        long start = clock.nanos();
        try {
            int count = stream.read(into, idleNanos);
            watch.add(count, clock.nanos() - start);
            return count;
        } catch (EOFException e) {
            throw new WireException(Kind.TRUNCATED, "the body from " + peer + " was cut: " + e.getMessage(), e);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Drops bytes that have arrived, at most `most`, and returns how many.
    long skip(long most) {
        int count = (int) Math.min(most, buffer.remaining());
        buffer.position(buffer.position() + count);
        return count;
    }

    /// What a failed read or write means.
    WireException failed(IOException e) {
        if (e instanceof StalledException) {
            return new WireException(Kind.STALLED, "nothing moved to or from " + peer + " in time: " + e.getMessage(),
                    e);
        }
        return new WireException(Kind.LOST, "the connection to " + peer + " was lost: " + e.getMessage(), e);
    }

    private String tooSlow() {
        return "a body to or from " + peer + " moved at less than " + limits.progressBytesPerSecond()
                + " bytes per second over " + limits.progressWindow().toMillis() + " ms";
    }
}
