package dev.crossdock.demo;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/// Waits for what a process that still runs is to bring about.
final class Waiting {

    private static final int LOOK_MILLIS = 20;
    private static final int LOOKS_MOST = 6_000;

    private Waiting() {}

    /// Waits until that is so, two minutes at least.
    static void until(Process process, Callable<Boolean> condition) throws Exception {
        for (int look = 0; !condition.call(); look++) {
            if (look == LOOKS_MOST) {
                throw new AssertionError("it did not come about in two minutes");
            }
            if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS) && !condition.call()) {
                throw new AssertionError("the process ended with " + process.exitValue() + " before it came about");
            }
        }
    }
}
