package dev.crossdock.app.cli;

import dev.crossdock.app.Wiring;
import dev.crossdock.ledger.Counts;
import dev.crossdock.ledger.JournalRecord;
import dev.crossdock.ledger.RunSummary;
import dev.crossdock.report.JsonText;
import dev.crossdock.store.StoreException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `crossdock runs`.
@Command(name = "runs", mixinStandardHelpOptions = true,
        description = "Lists all runs that this machine knows of, the latest first.")
final class RunsCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    private final Console console;

    RunsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws StoreException {
        for (RunSummary each : Wiring.forShortCommands(console.environment()).ledger().runs()) {
            console.out().println(json ? json(each) : text(each));
        }
        return ExitCode.GOOD;
    }

    private static String text(RunSummary run) {
        StringBuilder line = new StringBuilder(160).append(run.run()).append("  ").append(state(run));
        Optional<Counts> counts = run.seal().map(JournalRecord.Sealed::counts);
        if (counts.isPresent()) {
            line.append("  copied ").append(counts.get().copiedObjects()).append(", skipped ")
                    .append(counts.get().keptObjects()).append(", failed ").append(counts.get().failedObjects());
        }
        return line.append("  ").append(order(run).replace('\n', ' ')).toString();
    }

    private static String json(RunSummary run) {
        JsonText json = new JsonText().begin().name("run").value(run.run()).name("state").value(state(run))
                .name("order")
                .value(order(run));
        Optional<Counts> counts = run.seal().map(JournalRecord.Sealed::counts);
        if (counts.isPresent()) {
            json.name("copied").value(counts.get().copiedObjects()).name("skipped").value(counts.get().keptObjects())
                    .name("failed").value(counts.get().failedObjects());
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
