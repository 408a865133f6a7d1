package dev.crossdock.env;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;

/// A TCP connection in blocking mode.
final class SocketConnection implements Connection {

    private static final String CONNECTED = "a connection";
    private static final String RECEIVED = "data from the network";
    private static final String SENT = "the network to take data";

    /// How long a connection must have been idle before [#stale] asks the system, which costs five calls into it.
    private static final long CHECK_AFTER_NANOS = 1_000_000_000;

    private final SocketChannel channel;
    private final Watchdog watchdog;
    private final Deadline reading;
    private final Deadline writing;
    private long lastUsed;

    private SocketConnection(SocketChannel channel, Watchdog watchdog) {
        this.channel = channel;
        this.watchdog = watchdog;
        this.reading = new Deadline(channel, watchdog);
        this.writing = new Deadline(channel, watchdog);
    }

    static SocketConnection open(InetSocketAddress address, long timeoutNanos, Watchdog watchdog) throws IOException {
        SocketConnection connection = new SocketConnection(SocketChannel.open(), watchdog);
        boolean connected = false;
        try {
            connection.connect(address, timeoutNanos);
            connected = true;
            return connection;
        } finally {
            if (!connected) {
                connection.close();
            }
        }
    }

    private void connect(InetSocketAddress address, long timeoutNanos) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        watchdog.watch(reading);
        watchdog.watch(writing);
        begin(writing, timeoutNanos, CONNECTED);
        try {
            channel.connect(address);
        } catch (IOException failed) {
            throw explained(writing, failed, timeoutNanos, CONNECTED);
        } finally {
            Cancellation.endWait();
        }
        end(writing, timeoutNanos, CONNECTED);
    }

    @Override
    public int read(ByteBuffer into, long timeoutNanos) throws IOException {
        begin(reading, timeoutNanos, RECEIVED);
        int count;
        try {
            count = channel.read(into);
        } catch (IOException failed) {
            throw explained(reading, failed, timeoutNanos, RECEIVED);
        } finally {
            Cancellation.endWait();
        }
        end(reading, timeoutNanos, RECEIVED);
        return count;
    }

    @Override
    public void write(ByteBuffer[] from, long timeoutNanos) throws IOException {
        begin(writing, timeoutNanos, SENT);
        try {
            for (int first = firstRemaining(from, 0); first < from.length; first = firstRemaining(from, first)) {
                channel.write(from, first, from.length - first);
            }
        } catch (IOException failed) {
            throw explained(writing, failed, timeoutNanos, SENT);
        } finally {
            Cancellation.endWait();
        }
        end(writing, timeoutNanos, SENT);
    }

    /// Looks only when the connection was idle for a second or longer: within that time hardly a server closes, and the
    /// look costs as much as sending a small request.
    @Override
    public boolean stale() {
        if (!channel.isOpen()) {
            return true;
        }
        if (watchdog.now() - lastUsed < CHECK_AFTER_NANOS) {
            return false;
        }
        try {
            channel.configureBlocking(false);
            int count = channel.read(ByteBuffer.allocate(1));
            channel.configureBlocking(true);
            return count != 0;
        } catch (IOException broken) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // Nothing can be done about it, and what mattered was confirmed by the peer's reply.
        }
        watchdog.forget(reading);
        watchdog.forget(writing);
    }

    private void begin(Deadline deadline, long timeoutNanos, String waitingFor) throws StalledException {
        if (timeoutNanos <= 0) {
            throw stalled(timeoutNanos, waitingFor);
        }
        Cancellation.beginWait(waitingFor);
        lastUsed = watchdog.now();
        deadline.arm(Watchdog.sum(lastUsed, timeoutNanos));
    }

    private static void end(Deadline deadline, long timeoutNanos, String waitingFor) throws StalledException {
        if (!deadline.disarm()) {
            throw stalled(timeoutNanos, waitingFor);
        }
    }

    private static IOException explained(Deadline deadline, IOException failed, long timeoutNanos, String waitingFor) {
        boolean inTime = deadline.disarm();
        if (failed instanceof ClosedByInterruptException) {
            throw Cancellation.cutShort(waitingFor);
        }
        return inTime ? failed : stalled(timeoutNanos, waitingFor);
    }

    private static StalledException stalled(long timeoutNanos, String waitingFor) {
        return new StalledException("waited " + timeoutNanos / 1_000_000 + " ms for " + waitingFor);
    }

    private static int firstRemaining(ByteBuffer[] buffers, int from) {
        int first = from;
        while (first < buffers.length && !buffers[first].hasRemaining()) {
            first++;
        }
        return first;
    }
}
