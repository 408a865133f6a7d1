package dev.crossdock.testkit.sim;

import dev.crossdock.env.CancelledException;
import dev.crossdock.env.Connection;
import dev.crossdock.env.StalledException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.function.BooleanSupplier;

/// One end of a simulated connection. Like a real one it is closed when a wait on it is cancelled or takes too long.
final class SimConnection implements Connection {

    private static final String RECEIVED = "data from the network";
    private static final String SENT = "the network to take data";

    private final Scheduler scheduler;
    private final Pipe in;
    private final Pipe out;
    private boolean closed;

    SimConnection(Scheduler scheduler, Pipe in, Pipe out) {
        this.scheduler = scheduler;
        this.in = in;
        this.out = out;
    }

    @Override
    public int read(ByteBuffer into, long timeoutNanos) throws IOException {
        long deadline = deadline(timeoutNanos, RECEIVED);
        await(RECEIVED, deadline, () -> closed || in.promising());
        if (!closed && in.nextArrival() > scheduler.nanos()) {
            awaitArrival(deadline);
        }
        if (closed) {
            throw new ClosedChannelException();
        }
        if (in.brokenAndDrained()) {
            throw new SocketException("Connection reset");
        }
        return in.take(into);
    }

    private void awaitArrival(long deadline) throws IOException {
        long arrival = in.nextArrival();
        if (arrival > deadline) {
            await(RECEIVED, deadline, () -> closed);
            return;
        }
        try {
            scheduler.await("the arrival of data", () -> closed, arrival);
        } catch (CancelledException cancelled) {
            close();
            throw cancelled;
        }
    }

    @Override
    public void write(ByteBuffer[] from, long timeoutNanos) throws IOException {
        long deadline = deadline(timeoutNanos, SENT);
        for (ByteBuffer buffer : from) {
            while (buffer.hasRemaining()) {
                await(SENT, deadline, () -> closed || out.writable());
                send(buffer);
            }
        }
    }

    private void send(ByteBuffer buffer) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (out.refuses()) {
            throw new SocketException("Broken pipe");
        }
        if (out.accept(buffer)) {
            reset();
        }
    }

    @Override
    public boolean stale() {
        scheduler.step("look at a connection");
        return closed || (in.promising() && in.nextArrival() <= scheduler.nanos());
    }

    @Override
    public void close() {
        scheduler.step("close a connection");
        if (!closed) {
            closed = true;
            out.end();
            in.abandon();
        }
    }

    void reset() {
        in.breakOff();
        out.breakOff();
    }

    private long deadline(long timeoutNanos, String waitingFor) throws StalledException {
        if (timeoutNanos <= 0) {
            scheduler.step(waitingFor);
            throw stalled(waitingFor);
        }
        return scheduler.after(timeoutNanos);
    }

    private void await(String what, long deadline, BooleanSupplier ready) throws IOException {
        try {
            if (scheduler.await(what, ready, deadline)) {
                return;
            }
        } catch (CancelledException cancelled) {
            close();
            throw cancelled;
        }
        close();
        throw stalled(what);
    }

    private static StalledException stalled(String waitingFor) {
        return new StalledException("waited too long for " + waitingFor);
    }
}
