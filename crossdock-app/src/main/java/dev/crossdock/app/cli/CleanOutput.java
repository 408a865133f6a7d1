package dev.crossdock.app.cli;

import dev.crossdock.object.Keys;
import dev.crossdock.report.JsonText;
import java.io.PrintStream;

/// Tells what is cleaned, and counts it.
final class CleanOutput {

    private final PrintStream out;
    private final Form form;
    private final Mode mode;
    private long uploads;
    private long files;
    private long runs;
    private long problems;

    /// How it is told.
    enum Form {
        TEXT, JSON
    }

    /// Whether anything is done.
    enum Mode {
        REAL, DRY
    }

    CleanOutput(PrintStream out, Form form, Mode mode) {
        this.out = out;
        this.form = form;
        this.mode = mode;
    }

    boolean dry() {
        return mode == Mode.DRY;
    }

    /// Uploads of a run at its target.
    void uploads(String run, String target, long count) {
        uploads += count;
        line("uploads", run, target, count, (dry() ? "would abort " : "aborted ") + number(count, "upload") + " at ");
    }

    /// Files under way of killed processes in a directory.
    void files(String directory, long count) {
        files += count;
        line("files", "", directory, count, "removed " + number(count, "file") + " that killed processes left in ");
    }

    /// A directory that would be looked through: without doing it, nobody knows whose files are dead.
    void wouldSweep(String directory) {
        line("files", "", directory, 0, "would remove what killed processes left in ");
    }

    /// A finished run, with all that is known of it.
    void forgotten(String run) {
        runs++;
        line("run", run, "", 1, dry() ? "would be forgotten" : "forgotten");
    }

    /// Something that is not clean.
    void problem(String what, String why) {
        problems++;
        out.println(form == Form.JSON
                ? new JsonText().begin().name("problem").value(what).name("why").value(why).end()
                : "NOT CLEAN  " + what + ": " + why);
    }

    private void line(String kind, String run, String place, long count, String text) {
        if (form == Form.TEXT) {
            out.println((run.isEmpty() ? "" : run + "  ") + text + Keys.printable(place));
            return;
        }
        JsonText json = new JsonText().begin().name(dry() ? "would_clean" : "cleaned").value(kind);
        if (!run.isEmpty()) {
            json.name("run").value(run);
        }
        if (!place.isEmpty()) {
            json.name("at").value(place);
        }
        out.println(json.name("count").value(count).end());
    }

    /// Sums up.
    ///
    /// @return exit code
    int end() {
        if (form == Form.JSON) {
            out.println(new JsonText().begin().name("summary").value(dry() ? "dry_run" : "done").name("uploads")
                    .value(uploads).name("files").value(files).name("runs").value(runs).name("problems")
                    .value(problems).end());
        } else {
            out.println((dry() ? "dry run: " : "") + number(uploads, "upload") + (dry() ? " to abort, " : " aborted, ")
                    + (dry() ? "" : number(files, "file") + " removed, ") + number(runs, "run")
                    + (dry() ? " to forget" : " forgotten") + (problems == 0 ? "" : ", " + problems + " NOT CLEAN"));
            if (uploads > 0 && !dry()) {
                out.println("The runs can still be resumed: they send these objects again.");
            }
        }
        return problems == 0 ? ExitCode.GOOD : ExitCode.SOME_FAILED;
    }

    private static String number(long count, String what) {
        return Units.count(count) + ' ' + what + (count == 1 ? "" : "s");
    }
}
