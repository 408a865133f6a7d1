package dev.crossdock.app.cli;

import dev.crossdock.app.Wiring;
import dev.crossdock.ledger.Counts;
import dev.crossdock.ledger.JournalRecord;
import dev.crossdock.ledger.RunSummary;
import dev.crossdock.object.Keys;
import dev.crossdock.report.JsonText;
import dev.crossdock.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `crossdock runs`.
@Command(name = "runs", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Lists all runs that this machine knows of, the latest first.",
                "A line has name, state, how long ago it began, what became of its objects if it is finished, and what it"
                        + " was to do."},
        footer = {"", "Examples:", "  crossdock runs", "  crossdock runs --unfinished",
                "  crossdock report 20261120T19       # more of one of them; the start of its name is enough", "",
                "Exit codes: 0 always, even if there is none; 2 wrong usage, 3 the journals cannot be read."})
final class RunsCommand implements Callable<Integer> {

    @Option(names = "--unfinished", description = "Only those under way, interrupted or stopped early.")
    private boolean unfinished;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    private final Console console;

    RunsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws StoreException {
        Wiring wiring = Wiring.forShortCommands(console.environment());
        Instant now = wiring.env().clock().now();
        TextTable table = new TextTable(List.of("RUN", "STATE", ">AGE", ">COPIED", ">SKIPPED", ">FAILED", ">DELETED",
                "ORDER"));
        for (RunSummary each : wiring.ledger().runs()) {
            if (unfinished && each.state() != RunSummary.State.UNFINISHED) {
                continue;
            }
            if (json) {
                console.out().println(json(each));
            } else {
                table.add(row(each, now));
            }
        }
        if (!json && !table.isEmpty()) {
            table.print(console.out());
        }
        return ExitCode.GOOD;
    }

    private static List<String> row(RunSummary run, Instant now) {
        List<String> row = new ArrayList<>();
        row.add(run.run());
        row.add(state(run));
        row.add(run.started().map(started -> Units.age(Duration.between(started.at(), now))).orElse("?"));
        Optional<Counts> counts = run.seal().map(JournalRecord.Sealed::counts);
        row.add(counts.map(each -> Units.count(each.copiedObjects())).orElse("-"));
        row.add(counts.map(each -> Units.count(each.keptObjects())).orElse("-"));
        row.add(counts.map(each -> Units.count(each.failedObjects())).orElse("-"));
        row.add(counts.map(each -> Units.count(each.removedObjects())).orElse("-"));
        row.add(Keys.printable(brief(order(run))));
        return row;
    }

    /// Verb and places; the rest is in the report.
    private static String brief(String order) {
        String[] lines = order.split("\n", -1);
        return lines.length < 5 ? order : lines[0] + ' ' + lines[2] + " -> " + lines[4];
    }

    private static String json(RunSummary run) {
        JsonText json = new JsonText().begin().name("run").value(run.run()).name("state").value(state(run));
        run.started().ifPresent(started -> json.name("started").value(started.at().toString()));
        json.name("order").value(order(run));
        Optional<Counts> counts = run.seal().map(JournalRecord.Sealed::counts);
        if (counts.isPresent()) {
            json.name("copied").value(counts.get().copiedObjects()).name("copied_bytes")
                    .value(counts.get().copiedBytes()).name("skipped").value(counts.get().keptObjects())
                    .name("failed").value(counts.get().failedObjects()).name("deleted")
                    .value(counts.get().removedObjects());
        }
        return json.end().toString();
    }

    private static String state(RunSummary run) {
        return switch (run.state()) {
            case FINISHED -> "finished";
            case UNFINISHED -> "unfinished";
            case DAMAGED -> "damaged";
        };
    }

    private static String order(RunSummary run) {
        return run.started().map(JournalRecord.Started::order).orElse("?");
    }
}
