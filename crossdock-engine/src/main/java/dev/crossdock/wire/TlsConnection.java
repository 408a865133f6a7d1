package dev.crossdock.wire;

import dev.crossdock.env.Clock;
import dev.crossdock.env.Connection;
import dev.crossdock.env.StalledException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// TLS 1.3 or 1.2 over another connection. One task at a time, other than the interface says: what is read may have
/// to be answered, as when keys change.
final class TlsConnection implements Connection {

    /// Records that go into one read or write of the connection below.
    private static final int RECORDS = 4;

    private static final long FAREWELL_NANOS = 100_000_000;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Connection below;
    private final SSLEngine engine;
    private final Clock clock;
    private final ByteBuffer encryptedIn;
    private final ByteBuffer encryptedOut;
    private final ByteBuffer[] out = new ByteBuffer[1];

    /// Decrypted bytes that had no room where they were to go; made when that first happens.
    private @Nullable ByteBuffer spare;
    private boolean intact;
    private boolean ended;

    private TlsConnection(Connection below, SSLEngine engine, Clock clock) {
        this.below = below;
        this.engine = engine;
        this.clock = clock;
        int packet = engine.getSession().getPacketBufferSize();
        encryptedIn = ByteBuffer.allocateDirect(packet * RECORDS).limit(0);
        encryptedOut = ByteBuffer.allocateDirect(packet * RECORDS);
    }

    /// Makes the handshake and checks the certificate against `to`.
    ///
    /// @throws WireException TLS_UNTRUSTED
    /// @throws IOException if the handshake fails otherwise
    static TlsConnection open(Connection below, SSLContext context, Origin to, Clock clock, long timeoutNanos)
            throws IOException {
        var connection = new TlsConnection(below, TlsHandshake.engine(context, to), clock);
        try {
            connection.engine.beginHandshake();
            connection.handshake(clock.nanos() + timeoutNanos);
        } catch (SSLException e) {
            throw TlsHandshake.failed(e, to);
        }
        connection.intact = true;
        return connection;
    }

    private void handshake(long deadline) throws IOException {
        HandshakeStatus status = engine.getHandshakeStatus();
        while (status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED) {
            status = switch (status) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> wrapHandshake(deadline);
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrapHandshake(deadline);
                case NOT_HANDSHAKING, FINISHED -> status;
            };
        }
    }

    private HandshakeStatus runTasks() {
        Runnable task = engine.getDelegatedTask();
        while (task != null) {
            task.run();
            task = engine.getDelegatedTask();
        }
        return engine.getHandshakeStatus();
    }

    private HandshakeStatus wrapHandshake(long deadline) throws IOException {
        encryptedOut.clear();
        SSLEngineResult result = engine.wrap(NOTHING, encryptedOut);
        flush(deadline);
        return result.getHandshakeStatus();
    }

    private HandshakeStatus unwrapHandshake(long deadline) throws IOException {
        SSLEngineResult result = engine.unwrap(encryptedIn, spare());
        return switch (result.getStatus()) {
            case OK -> result.getHandshakeStatus();
            case BUFFER_UNDERFLOW -> {
                if (!fill(left(deadline))) {
                    throw new EOFException("the connection was closed during the TLS handshake");
                }
                yield engine.getHandshakeStatus();
            }
            case CLOSED -> throw new EOFException("TLS was closed during its handshake");
            case BUFFER_OVERFLOW -> throw new SSLException("data of the application during the TLS handshake");
        };
    }

    @Override
    public int read(ByteBuffer into, long timeoutNanos) throws IOException {
        if (spare != null && spare.position() > 0) {
            return takeSpare(into);
        }
        boolean before = intact;
        intact = false;
        int count = ended ? -1 : decrypt(into, clock.nanos() + timeoutNanos);
        intact = before;
        return count;
    }

    /// Decrypts as many records as have arrived and fit, at least one byte; one that is longer than there is room goes
    /// to [#spare].
    private int decrypt(ByteBuffer into, long deadline) throws IOException {
        int start = into.position();
        boolean aside = false;
        while (true) {
            SSLEngineResult result = engine.unwrap(encryptedIn, aside ? spare() : into);
            if (aside && spare().position() > 0) {
                return takeSpare(into);
            }
            int count = into.position() - start;
            switch (result.getStatus()) {
                case OK -> answer(result.getHandshakeStatus(), deadline);
                case BUFFER_UNDERFLOW -> {
                    if (count > 0) {
                        return count;
                    }
                    if (!fill(left(deadline))) {
                        throw new EOFException("the connection ended without TLS's close_notify");
                    }
                }
                case BUFFER_OVERFLOW -> {
                    if (count > 0) {
                        return count;
                    }
                    if (aside) {
                        throw new SSLException("a TLS record is longer than was agreed");
                    }
                    aside = true;
                }
                case CLOSED -> {
                    ended = true;
                    return count > 0 ? count : -1;
                }
            }
        }
    }

    private int takeSpare(ByteBuffer into) {
        ByteBuffer from = spare().flip();
        int count = Math.min(from.remaining(), into.remaining());
        into.put(into.position(), from, 0, count).position(into.position() + count);
        from.position(count).compact();
        return count;
    }

    private ByteBuffer spare() {
        if (spare == null) {
            spare = ByteBuffer.allocateDirect(engine.getSession().getApplicationBufferSize());
        }
        return spare;
    }

    /// Does what TLS itself has to do after a record: session tickets need tasks, new keys an answer.
    private void answer(HandshakeStatus status, long deadline) throws IOException {
        HandshakeStatus todo = status;
        while (todo == HandshakeStatus.NEED_TASK || todo == HandshakeStatus.NEED_WRAP) {
            todo = todo == HandshakeStatus.NEED_TASK ? runTasks() : wrapHandshake(deadline);
        }
    }

    @Override
    public void write(ByteBuffer[] from, long timeoutNanos) throws IOException {
        long deadline = clock.nanos() + timeoutNanos;
        intact = false;
        encryptedOut.clear();
        while (remaining(from)) {
            SSLEngineResult result = engine.wrap(from, encryptedOut);
            switch (result.getStatus()) {
                case OK -> {
                    // Onwards to the next record, while there is room for one.
                }
                case BUFFER_OVERFLOW -> flush(deadline);
                case CLOSED -> throw new EOFException("TLS was closed by the peer");
                case BUFFER_UNDERFLOW -> throw new SSLException("nothing to encrypt");
            }
        }
        flush(deadline);
        intact = true;
    }

    private static boolean remaining(ByteBuffer[] from) {
        for (ByteBuffer buffer : from) {
            if (buffer.hasRemaining()) {
                return true;
            }
        }
        return false;
    }

    private void flush(long deadline) throws IOException {
        out[0] = encryptedOut.flip();
        if (encryptedOut.hasRemaining()) {
            below.write(out, left(deadline));
        }
        encryptedOut.clear();
    }

    private boolean fill(long timeoutNanos) throws IOException {
        encryptedIn.compact();
        int count = -1;
        try {
            count = below.read(encryptedIn, timeoutNanos);
        } finally {
            encryptedIn.flip();
        }
        return count >= 0;
    }

    private long left(long deadline) throws StalledException {
        long left = deadline - clock.nanos();
        if (left <= 0) {
            throw new StalledException("the time for TLS was up");
        }
        return left;
    }

    /// Also when records have arrived that nobody read: they may say that the peer has closed.
    @Override
    public boolean stale() {
        return !intact || ended || encryptedIn.hasRemaining() || (spare != null && spare.position() > 0)
                || below.stale();
    }

    @Override
    public void close() {
        try {
            if (intact) {
                intact = false;
                engine.closeOutbound();
                wrapHandshake(clock.nanos() + FAREWELL_NANOS);
            }
        } catch (IOException | RuntimeException e) {
            // The farewell is a courtesy: nothing depends on whether the peer gets it.
        } finally {
            below.close();
        }
    }
}
