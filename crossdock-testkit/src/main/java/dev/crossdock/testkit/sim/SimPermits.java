package dev.crossdock.testkit.sim;

import dev.crossdock.env.Permits;
import java.util.ArrayDeque;

/// Permits among tasks that take turns, served in the order of their coming.
final class SimPermits implements Permits {

    private final Scheduler scheduler;
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();
    private long available;

    SimPermits(Scheduler scheduler, long available) {
        if (available < 0) {
            throw new IllegalArgumentException("available " + available + " is negative");
        }
        this.scheduler = scheduler;
        this.available = available;
    }

    @Override
    public void acquire(long count) {
        checkCount(count);
        Object ticket = new Object();
        waiting.addLast(ticket);
        try {
            scheduler.await("permits", () -> ticket.equals(waiting.peekFirst()) && available >= count, Scheduler.NEVER);
            available -= count;
        } finally {
            waiting.remove(ticket);
        }
    }

    @Override
    public boolean tryAcquire(long count) {
        checkCount(count);
        scheduler.step("try permits");
        if (!waiting.isEmpty() || available < count) {
            return false;
        }
        available -= count;
        return true;
    }

    @Override
    public void release(long count) {
        checkCount(count);
        scheduler.step("release permits");
        available = Math.addExact(available, count);
    }

    private static void checkCount(long count) {
        if (count < 1) {
            throw new IllegalArgumentException("count " + count + " is below 1");
        }
    }
}
