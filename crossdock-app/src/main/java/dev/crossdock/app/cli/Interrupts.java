package dev.crossdock.app.cli;

import dev.crossdock.run.Run;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets a run end in order when the process is told to: SIGINT or SIGTERM make it take no further items, finish those
/// under way and leave its journal ready to be gone on with. A second signal, or more time than the grace period, cuts
/// it off, which loses nothing either.
final class Interrupts {

    private static final long GRACE_MILLIS = 20_000;
    private static final long LOOK_MILLIS = 50;
    /// Exit code of a process that was cut off by a second signal: that of SIGTERM.
    private static final int CUT_OFF = 143;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private final PrintStream err;

    private Interrupts(Run run, PrintStream err) {
        this.err = err;
        this.hook = new Thread(() -> {
            run.interrupt();
            err.println("\ncrossdock: told to stop; finishing what is under way (once more to stop at once)");
            awaitEnd();
        }, "interrupt");
    }

    /// Watches from now on.
    static Interrupts to(Run run, PrintStream err) {
        Interrupts interrupts = new Interrupts(run, err);
        Runtime.getRuntime().addShutdownHook(interrupts.hook);
        return interrupts;
    }

    private void awaitEnd() {
        try {
            for (long waited = 0; waited < GRACE_MILLIS; waited += LOOK_MILLIS) {
                if (ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
                if (signals() > 1) {
                    err.println("crossdock: stopped at once; the same command goes on");
                    Runtime.getRuntime().halt(CUT_OFF);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The JVM has a thread for each signal that it was sent: the first one waits for this hook, the others for the
    /// first. There is no supported way to be told of a second signal.
    private static long signals() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().startsWith("SIG") && each.getName().endsWith(" handler")).count();
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
