package dev.crossdock.app.cli;

import dev.crossdock.app.Wiring;
import dev.crossdock.ledger.FileLedger;
import dev.crossdock.ledger.JournalReader;
import dev.crossdock.ledger.RunSummary;
import dev.crossdock.report.JsonReport;
import dev.crossdock.report.RunReport;
import dev.crossdock.report.TextReport;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.StoreException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `crossdock report`.
@Command(name = "report", mixinStandardHelpOptions = true, sortOptions = false,
        description = {
                "Shows what a run amounted to, from its journal alone.",
                "Counts, proofs, and what failed by class and code, with what to do. Works while it is under way, too."},
        footer = {"",
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
        try (JournalReader reader = ledger.read(find(ledger))) {
            RunReport report = RunReport.of(reader);
            console.out().print(json ? JsonReport.of(report) + '\n' : TextReport.of(report));
            if (!report.finished()) {
                return ExitCode.STOPPED;
            }
            return report.counts().failedObjects() == 0 ? ExitCode.GOOD : ExitCode.SOME_FAILED;
        }
    }

    private String find(FileLedger ledger) throws StoreException {
        List<String> found = ledger.runs().stream().map(RunSummary::run).filter(name -> name.startsWith(run)).toList();
        if (found.isEmpty()) {
            throw new ConfigurationException("CFG_RUN",
                    run.isEmpty() ? "there is no run yet" : "there is no run " + run,
                    "`crossdock runs` lists all runs");
        }
        if (!run.isEmpty() && found.size() > 1 && !found.contains(run)) {
            throw new ConfigurationException("CFG_RUN", run + " is the start of " + found.size() + " runs",
                    "write more of it; `crossdock runs` lists all runs");
        }
        return found.contains(run) ? run : found.getFirst();
    }
}
