package dev.crossdock.wire;

import dev.crossdock.env.Clock;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/// Idle connections of one client, the last one used first. Never waits.
final class ConnectionPool {

    private final ConcurrentLinkedDeque<HttpConnection> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Clock clock;
    private final int most;
    private final long keptNanos;
    private volatile boolean closed;

    ConnectionPool(Clock clock, HttpLimits limits) {
        this.clock = clock;
        most = limits.connectionsIdle();
        keptNanos = limits.idleKept().toNanos();
    }

    /// Takes a connection that seems fit for another exchange.
    Optional<HttpConnection> take() {
        while (true) {
            HttpConnection connection = idle.pollFirst();
            if (connection == null) {
                return Optional.empty();
            }
            count.decrementAndGet();
            if (clock.nanos() - connection.idleSince() < keptNanos && !connection.stale()) {
                return Optional.of(connection);
            }
            connection.close();
        }
    }

    /// Keeps a connection between two exchanges, or closes it when there are enough.
    void give(HttpConnection connection) {
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            connection.close();
            return;
        }
        long now = clock.nanos();
        connection.idle(now);
        idle.addFirst(connection);
        dropOldest(now);
        if (closed) {
            close();
        }
    }

    private void dropOldest(long now) {
        HttpConnection oldest = idle.peekLast();
        if (oldest != null && now - oldest.idleSince() >= keptNanos && idle.removeLastOccurrence(oldest)) {
            count.decrementAndGet();
            oldest.close();
        }
    }

    /// Closes all idle connections, and from now on those given back.
    void close() {
        closed = true;
        HttpConnection connection = idle.pollFirst();
        while (connection != null) {
            count.decrementAndGet();
            connection.close();
            connection = idle.pollFirst();
        }
    }
}
