package dev.crossdock.env;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Permits that are handed to the waiting tasks strictly in the order of their coming.
final class FairPermits implements Permits {

    private static final String PERMITS = "permits";

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Request> waiting = new ArrayDeque<>();
    private long available;

    FairPermits(long available) {
        if (available < 0) {
            throw new IllegalArgumentException("available " + available + " is negative");
        }
        this.available = available;
    }

    @Override
    public void acquire(long count) {
        checkCount(count);
        Cancellation.beginWait(PERMITS);
        lock.lock();
        try {
            if (takeNow(count)) {
                return;
            }
            await(new Request(count, lock.newCondition()));
        } finally {
            lock.unlock();
            Cancellation.endWait();
        }
    }

    @Override
    public boolean tryAcquire(long count) {
        checkCount(count);
        lock.lock();
        try {
            return takeNow(count);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void release(long count) {
        checkCount(count);
        lock.lock();
        try {
            available = Math.addExact(available, count);
            grant();
        } finally {
            lock.unlock();
        }
    }

    private boolean takeNow(long count) {
        if (!waiting.isEmpty() || available < count) {
            return false;
        }
        available -= count;
        return true;
    }

    private void await(Request request) {
        waiting.addLast(request);
        try {
            while (!request.granted) {
                request.turn.await();
            }
        } catch (InterruptedException interrupted) {
            withdraw(request);
            throw Cancellation.cutShort(PERMITS);
        }
    }

    /// Gives back what a cancelled task was granted at the last moment, or makes way for those behind it.
    private void withdraw(Request request) {
        if (request.granted) {
            available += request.count;
        } else {
            waiting.remove(request);
        }
        grant();
    }

    private void grant() {
        Request first = waiting.peekFirst();
        while (first != null && first.count <= available) {
            available -= first.count;
            first.granted = true;
            first.turn.signal();
            waiting.removeFirst();
            first = waiting.peekFirst();
        }
    }

    private static void checkCount(long count) {
        if (count < 1) {
            throw new IllegalArgumentException("count " + count + " is below 1");
        }
    }

    private static final class Request {

        final long count;
        final Condition turn;
        boolean granted;

        Request(long count, Condition turn) {
            this.count = count;
            this.turn = turn;
        }
    }
}
