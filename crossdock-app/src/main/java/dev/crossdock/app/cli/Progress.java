package dev.crossdock.app.cli;

import dev.crossdock.env.CancelledException;
import dev.crossdock.env.Env;
import dev.crossdock.env.Task;
import dev.crossdock.env.TaskFailedException;
import dev.crossdock.run.Tally;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/// Says once in a while how far a run is: on a terminal one line that renews itself, elsewhere a line every 10 s.
final class Progress {

    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final PrintStream err;
    private final boolean terminal;
    private final Env env;
    private final Tally tally;
    private final long begun;
    private final Optional<Task<Boolean>> task;

    private Progress(Console console, Env env, Tally tally, OutputOptions output) {
        this.err = console.err();
        this.terminal = console.terminal();
        this.env = env;
        this.tally = tally;
        this.begun = env.clock().nanos();
        this.task = output.quiet() ? Optional.empty() : Optional.of(env.tasks().spawn("progress", this::show));
    }

    static Progress start(Console console, Env env, Tally tally, OutputOptions output) {
        return new Progress(console, env, tally, output);
    }

    private boolean show() {
        while (true) {
            env.tasks().sleep(terminal ? ON_TERMINAL : ELSEWHERE);
            err.print(terminal ? "\r\u001b[2K" + line() : line() + '\n');
            err.flush();
        }
    }

    private String line() {
        Duration time = Duration.ofNanos(env.clock().nanos() - begun);
        long rate = tally.copiedBytes() * 1000 / Math.max(1, time.toMillis());
        StringBuilder line = new StringBuilder(120).append("copied ").append(tally.copiedObjects()).append(" of ")
                .append(tally.seenObjects()).append(" seen, ").append(Units.bytes(tally.copiedBytes())).append(" at ")
                .append(Units.bytes(rate)).append("/s");
        if (tally.keptObjects() + tally.provenBefore() > 0) {
            line.append(", skipped ").append(tally.keptObjects() + tally.provenBefore());
        }
        if (tally.repeats() > 0) {
            line.append(", tried again ").append(tally.repeats());
        }
        if (tally.failedObjects() > 0) {
            line.append(", failed ").append(tally.failedObjects());
        }
        return line.append(", ").append(Units.duration(time)).toString();
    }

    /// Shows nothing any more.
    void close() {
        if (task.isEmpty()) {
            return;
        }
        task.get().cancel();
        try {
            task.get().join();
        } catch (TaskFailedException e) {
            if (!(e.getCause() instanceof CancelledException)) {
                throw e;
            }
        }
        if (terminal) {
            err.print("\r\u001b[2K");
        }
    }
}
