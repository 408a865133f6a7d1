package dev.crossdock.app.cli;

import dev.crossdock.run.Run;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets a run end in order when the process is told to: SIGINT or SIGTERM make it take no further items, finish those
/// under way and leave its journal ready to be gone on with. What takes longer than the grace period is cut off, which
/// loses nothing either.
final class Interrupts {

    private static final long GRACE_SECONDS = 20;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    private Interrupts(Run run) {
        this.hook = new Thread(() -> {
            run.interrupt();
            awaitEnd();
        }, "interrupt");
    }

    /// Watches from now on.
    static Interrupts to(Run run) {
        Interrupts interrupts = new Interrupts(run);
        Runtime.getRuntime().addShutdownHook(interrupts.hook);
        return interrupts;
    }

    private void awaitEnd() {
        try {
            ended.await(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The journal is closed and the result told: the process may end.
    void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: that is what the hook was for.
        }
    }
}
