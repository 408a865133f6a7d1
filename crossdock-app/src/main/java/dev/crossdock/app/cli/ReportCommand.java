package dev.crossdock.app.cli;

import dev.crossdock.app.Wiring;
import dev.crossdock.ledger.FileLedger;
import dev.crossdock.ledger.JournalReader;
import dev.crossdock.report.JsonReport;
import dev.crossdock.report.RunReport;
import dev.crossdock.report.TextReport;
import dev.crossdock.store.StoreException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `crossdock report`.
@Command(name = "report", mixinStandardHelpOptions = true, sortOptions = false,
        description = {
                "Shows what a run amounted to, from its journal alone.",
                "Counts, proofs, and what failed by class and code, with what to do. Works while it is under way, too."},
        footer = {"", "Examples:", "  crossdock report", "  crossdock report 20261120T19 --json", "",
                "Exit codes: 0 the run is complete and nothing failed, 1 some objects failed, 3 it is not complete."})
final class ReportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", arity = "0..1",
            description = "Name of the run, or the start of it (default: the latest).")
    private String run = "";

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    private final Console console;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws StoreException {
        FileLedger ledger = Wiring.forShortCommands(console.environment()).ledger();
        try (JournalReader reader = ledger.read(RunFinder.find(ledger, run).run())) {
            RunReport report = RunReport.of(reader);
            console.out().print(json ? JsonReport.of(report) + '\n' : TextReport.of(report));
            if (!report.finished()) {
                return ExitCode.STOPPED;
            }
            return report.counts().failedObjects() == 0 ? ExitCode.GOOD : ExitCode.SOME_FAILED;
        }
    }
}
