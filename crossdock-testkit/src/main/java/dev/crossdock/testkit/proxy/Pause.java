package dev.crossdock.testkit.proxy;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Lets time pass, until the proxy closes at the latest.
final class Pause {
    private Pause() {}

    static void of(Duration duration) {
        long start = System.nanoTime();
        long nanos = duration.toNanos();
        for (long left = nanos; left > 0 && !Thread.currentThread().isInterrupted();) {
            LockSupport.parkNanos(left);
            left = nanos - (System.nanoTime() - start);
        }
    }
}
