package dev.crossdock.app.cli;

import dev.crossdock.copy.Evidence;
import dev.crossdock.copy.Finding;
import dev.crossdock.copy.Verdict;
import dev.crossdock.object.Keys;
import dev.crossdock.report.Advice;
import dev.crossdock.report.JsonText;
import dev.crossdock.run.Checked;
import dev.crossdock.run.Verification;
import dev.crossdock.run.VerificationTally;
import dev.crossdock.run.VerificationTally.LeftOut;
import dev.crossdock.store.Failure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Shows what a verification finds, as it is found, and what it amounts to.
final class VerifyOutput implements Verification.Listener {

    /// For whom.
    enum Form {
        /// People.
        TEXT,
        /// Programs: one JSON object a line.
        JSON
    }

    /// Which keys are shown.
    enum Extent {
        /// Those that are not the same.
        NOT_SAME,
        /// Every one.
        ALL
    }

    private final Console console;
    private final VerificationTally tally;
    private final Form form;
    private final Extent extent;

    VerifyOutput(Console console, VerificationTally tally, Form form, Extent extent) {
        this.console = console;
        this.tally = tally;
        this.form = form;
        this.extent = extent;
    }

    @Override
    public void found(List<Checked> some) {
        boolean shown = false;
        for (Checked each : some) {
            if (extent == Extent.ALL || each.finding().verdict() != Verdict.SAME) {
                console.out().append(form == Form.JSON ? json(each) : text(each)).append('\n');
                shown = true;
            }
        }
        if (shown) {
            // Who watches is to see a difference when it is found.
            console.out().flush();
        }
    }

    private static String text(Checked checked) {
        String why = checked.finding().why();
        return padded(lower(checked.finding().verdict())) + Keys.printable(checked.key())
                + (why.isEmpty() ? "" : "  (" + Keys.printable(why) + ')');
    }

    private static String padded(String word) {
        return word + " ".repeat(12 - word.length());
    }

    private static String json(Checked checked) {
        JsonText json = new JsonText().begin().name("verdict").value(lower(checked.finding().verdict())).name("key")
                .value(checked.key()).name("target_key").value(checked.targetKey()).name("size")
                .value(checked.sizeBytes()).name("why").value(checked.finding().why());
        switch (checked.finding()) {
            case Finding.Same same -> json.name("evidence").value(lower(same.evidence()));
            case Finding.Differs differs -> json.name("evidence").value(lower(differs.evidence()));
            case Finding.Unreadable(Failure failure) -> json.name("code").value(failure.code().name()).name("class")
                    .value(failure.failureClass().name()).name("operation").value(failure.operation().name())
                    .name("where").value(failure.where()).name("message").value(failure.message());
            case Finding.Missing _,Finding.Extra _ -> {
                // The verdict says it all.
            }
        }
        return json.end().toString();
    }

    /// Prints the summary, and why it stopped if it did.
    ///
    /// @return exit code
    int end(Optional<Failure> stopped) {
        console.out().append(form == Form.JSON ? summaryJson(stopped) : summary(stopped)).append('\n');
        if (stopped.isPresent()) {
            Failure cause = stopped.get();
            console.err().println("crossdock: stopped early: " + cause.code() + " (class " + cause.failureClass()
                    + "): " + cause.message() + "\n           " + cause.operation() + ' '
                    + Keys.printable(cause.where())
                    + "\n           to do: " + Advice.on(cause.failureClass()));
            return ExitCode.STOPPED;
        }
        if (tally.count(Verdict.DIFFERS) + tally.count(Verdict.MISSING) + tally.count(Verdict.EXTRA) > 0) {
            return ExitCode.DIFFERENT;
        }
        return tally.count(Verdict.UNREADABLE) > 0 ? ExitCode.SOME_FAILED : ExitCode.GOOD;
    }

    private String summary(Optional<Failure> stopped) {
        StringBuilder text = new StringBuilder(300).append(stopped.isPresent() ? "NOT COMPLETE: checked " : "checked ")
                .append(tally.checked()).append(": ");
        for (Verdict each : Verdict.values()) {
            text.append(each == Verdict.SAME ? "" : ", ").append(tally.count(each)).append(' ').append(lower(each));
        }
        if (tally.count(Verdict.SAME) > 0) {
            text.append("\nsame by: ");
            String separator = "";
            for (Evidence each : Evidence.values()) {
                if (tally.sameBy(each) > 0) {
                    text.append(separator).append(words(each)).append(' ').append(tally.sameBy(each));
                    separator = ", ";
                }
            }
            text.append(" (").append(Units.bytes(tally.sameBytes())).append(')');
        }
        for (LeftOut each : LeftOut.values()) {
            if (tally.leftOut(each) > 0) {
                text.append("\nleft out: ").append(tally.leftOut(each)).append(' ').append(words(each));
            }
        }
        if (tally.sameBy(Evidence.SIZE_ONLY) > 0) {
            text.append("\nONLY SIZES WERE COMPARED: no bytes were, so nothing is proven to be the same");
        }
        return text.toString();
    }

    private static String words(Evidence evidence) {
        return switch (evidence) {
            case ETAG -> "ETag";
            case STORED_CHECKSUM -> "checksums of both stores";
            case READ_ONE -> "reading one side";
            case READ_BOTH -> "reading both sides";
            case SIZE_ONLY -> "SIZE ONLY";
        };
    }

    private static String words(LeftOut why) {
        return switch (why) {
            case EXCLUDED -> "by filters";
            case OTHER_SAMPLE -> "in other shares of the sample";
            case DIRECTORY_MARKER -> "directory markers, which a filesystem does not hold";
            case EXTRA -> "only at the target";
            case GONE -> "gone from both sides meanwhile";
        };
    }

    private String summaryJson(Optional<Failure> stopped) {
        JsonText json = new JsonText().begin().name("summary").value(stopped.isPresent() ? "incomplete" : "complete")
                .name("checked").value(tally.checked());
        for (Verdict each : Verdict.values()) {
            json.name(lower(each)).value(tally.count(each));
        }
        json.name("same_bytes").value(tally.sameBytes()).name("same_by").begin();
        for (Evidence each : Evidence.values()) {
            json.name(lower(each)).value(tally.sameBy(each));
        }
        json.end().name("left_out").begin();
        for (LeftOut each : LeftOut.values()) {
            json.name(lower(each)).value(tally.leftOut(each));
        }
        json.end();
        if (stopped.isPresent()) {
            json.name("stopped").value(stopped.get().summary());
        }
        return json.end().toString();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
