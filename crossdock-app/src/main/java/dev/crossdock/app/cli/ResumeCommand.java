package dev.crossdock.app.cli;

import dev.crossdock.app.Wiring;
import dev.crossdock.ledger.FileLedger;
import dev.crossdock.ledger.RunSummary;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/// `crossdock resume`.
@Command(name = "resume", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Goes on with a run that was interrupted or stopped early, as repeating its command does.",
                "Credentials are those of the environment now: journals hold none. Options of the command that do not"
                        + " change what the run is about can be given anew, such as --workers or --delete-limit."},
        footer = {"", "Examples:", "  crossdock resume", "  crossdock resume 20261120T19 --workers 8", "",
                "Exit codes: those of the command that is gone on with; 2 also if the run is finished."})
final class ResumeCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "RUN", arity = "0..1",
            description = "Name of the run, or the start of it (default: the latest).")
    private String run = "";

    @Unmatched
    private List<String> more = new ArrayList<>();

    private final Console console;
    private final Again again;

    ResumeCommand(Console console, Again again) {
        this.console = console;
        this.again = again;
    }

    @Override
    public Integer call() throws StoreException {
        FileLedger ledger = Wiring.forShortCommands(console.environment()).ledger();
        RunSummary found = RunFinder.find(ledger, run);
        if (found.state() != RunSummary.State.UNFINISHED) {
            throw new ConfigurationException("CFG_RUN", "run " + found.run() + " is "
                    + (found.state() == RunSummary.State.FINISHED ? "finished" : "damaged"),
                    "`crossdock runs` shows which are unfinished; `crossdock retry` repeats what failed");
        }
        return again.execute(OrderWords.of(found).arguments(more));
    }
}
