package dev.crossdock.app.cli;

import dev.crossdock.env.CancelledException;
import dev.crossdock.env.Env;
import dev.crossdock.env.Task;
import dev.crossdock.env.TaskFailedException;
import dev.crossdock.run.Tally;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Says once in a while on standard error how far a run is: on a terminal in lines that renew themselves, elsewhere in
/// a line every 10 s, with `--json` a JSON object in a line every 10 s.
final class Progress {

    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);
    private static final String CLEAR_LINE_END = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    /// How it is shown.
    private enum Form {
        RENEWED, LINES, JSON
    }

    private final PrintStream err;
    private final Form form;
    private final int width;
    private final Env env;
    private final Tally tally;
    private final long begun;
    private final Optional<Task<Boolean>> task;

    private Progress(Console console, Env env, Tally tally, OutputOptions output) {
        this.err = console.err();
        this.form = form(console, output);
        this.width = width(console);
        this.env = env;
        this.tally = tally;
        this.begun = env.clock().nanos();
        this.task = output.quiet() ? Optional.empty() : Optional.of(env.tasks().spawn("progress", this::show));
    }

    static Progress start(Console console, Env env, Tally tally, OutputOptions output) {
        return new Progress(console, env, tally, output);
    }

    private static Form form(Console console, OutputOptions output) {
        if (output.json()) {
            return Form.JSON;
        }
        return console.terminal() ? Form.RENEWED : Form.LINES;
    }

    private boolean show() {
        Pace pace = new Pace();
        long last = begun;
        while (true) {
            env.tasks().sleep(form == Form.RENEWED ? ON_TERMINAL : ELSEWHERE);
            long now = env.clock().nanos();
            pace.note(tally.copiedBytes(), tally.carriedObjects(), tally.carriedBytes(), Duration.ofNanos(now - last));
            last = now;
            // In one write, so that no half of it is ever seen.
            err.print(text(Standing.of(tally, pace, Duration.ofNanos(now - begun))));
            err.flush();
        }
    }

    private String text(Standing now) {
        return switch (form) {
            case RENEWED -> renewed(ProgressText.frame(width, now));
            case LINES -> ProgressText.plain(now) + '\n';
            case JSON -> ProgressText.json(now) + '\n';
        };
    }

    /// Writes over what is there and clears only what is left of it: clearing first would flicker. The cursor ends where
    /// it was, so that whatever else is written comes in the place of this.
    static String renewed(List<String> lines) {
        StringBuilder text = new StringBuilder(200).append('\r');
        for (int i = 0; i < lines.size(); i++) {
            text.append(i == 0 ? "" : "\n").append(lines.get(i)).append(CLEAR_LINE_END);
        }
        text.append(CLEAR_BELOW).append('\r');
        if (lines.size() > 1) {
            text.append("\u001b[").append(lines.size() - 1).append('A');
        }
        return text.toString();
    }

    /// The launcher asks the terminal; whoever starts Java without it has the width that most assume.
    private static int width(Console console) {
        int asked = number(console.environment().getOrDefault("CROSSDOCK_COLUMNS", ""));
        int exported = number(console.environment().getOrDefault("COLUMNS", ""));
        if (asked > 0) {
            return asked;
        }
        return exported > 0 ? exported : 80;
    }

    private static int number(String text) {
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i > 4) {
                return 0;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    /// Shows nothing any more, and leaves an empty line where it was.
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
        if (form == Form.RENEWED) {
            err.print('\r' + CLEAR_BELOW);
            err.flush();
        }
    }
}
