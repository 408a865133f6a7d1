package dev.crossdock.env;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Ends waits on channels that have lasted too long. One daemon thread sleeps until the earliest deadline that it last
/// saw; waits that end in time, which is nearly all of them, cost two writes to memory and never wake it. A timer per
/// wait would cost more than the wait, and a selector would hold up the end of the process by 0.3 s.
///
/// Moments are nanoseconds since this was made, so that plain comparison orders them.
final class Watchdog implements Runnable {

    private final long origin = System.nanoTime();
    private final Set<Deadline> watched = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lifecycle = new ReentrantLock();
    private volatile @Nullable Thread thread;
    private volatile long wakesAt = Deadline.NONE;

    long now() {
        return System.nanoTime() - origin;
    }

    /// The moment `timeoutNanos` from now, or [Deadline#NONE] when that is beyond counting.
    long after(long timeoutNanos) {
        return sum(now(), timeoutNanos);
    }

    static long sum(long moment, long durationNanos) {
        return durationNanos > Deadline.NONE - moment ? Deadline.NONE : moment + durationNanos;
    }

    void watch(Deadline deadline) {
        watched.add(deadline);
        lifecycle.lock();
        try {
            if (thread == null) {
                thread = Thread.ofPlatform().daemon().name("watchdog").start(this);
            }
        } finally {
            lifecycle.unlock();
        }
    }

    void forget(Deadline deadline) {
        watched.remove(deadline);
        if (watched.isEmpty()) {
            LockSupport.unpark(thread);
        }
    }

    /// Wakes the thread if it would sleep past `moment`.
    void expect(long moment) {
        if (moment < wakesAt) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        while (!retire()) {
            // Whoever arms a deadline during the scan, perhaps one already looked at, sees this and wakes the thread,
            // which makes the coming park return at once.
            wakesAt = Deadline.NONE;
            long earliest = Deadline.NONE;
            long now = now();
            for (Deadline deadline : watched) {
                earliest = Math.min(earliest, deadline.check(now));
            }
            wakesAt = earliest;
            if (earliest == Deadline.NONE) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, earliest - now());
            }
        }
    }

    private boolean retire() {
        if (!watched.isEmpty()) {
            return false;
        }
        lifecycle.lock();
        try {
            if (!watched.isEmpty()) {
                return false;
            }
            thread = null;
            return true;
        } finally {
            lifecycle.unlock();
        }
    }
}
