package dev.crossdock.app.cli;

import dev.crossdock.app.Wiring;
import dev.crossdock.app.config.Amounts;
import dev.crossdock.ledger.FileLedger;
import dev.crossdock.ledger.LeftUploads;
import dev.crossdock.ledger.RunSummary;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `crossdock clean`.
@Command(name = "clean", mixinStandardHelpOptions = true, sortOptions = false,
        description = {
                "Removes what unfinished runs have left behind, and only what this machine's journals say is ours.",
                "Aborts open uploads of runs that nobody carries out at the moment, removes what killed processes have left"
                        + " under way in directories, and forgets old finished runs if told to. Uploads of other tools"
                        + " and of other machines are never touched.",
                "A run that was cleaned can still be resumed: it sends the objects again whose uploads were aborted."},
        footer = {"", "Examples:", "  crossdock clean --dry-run", "  crossdock clean",
                "  crossdock clean --runs-older-than 30d", "",
                "Exit codes: 0 all clean, 1 something could not be cleaned, 2 wrong usage, 3 the journals cannot be read."})
final class CleanCommand implements Callable<Integer> {

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    @Option(names = "--runs-older-than", paramLabel = "TIME",
            description = "Also forget finished runs that began longer ago, such as 30d: their journals and reports.")
    private Optional<String> olderThan = Optional.empty();

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    private final Console console;

    CleanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws StoreException {
        Optional<Duration> age = olderThan.map(CleanCommand::age);
        Wiring wiring = Wiring.forShortCommands(console.environment());
        FileLedger ledger = wiring.ledger();
        CleanOutput output = new CleanOutput(console.out(), json ? CleanOutput.Form.JSON : CleanOutput.Form.TEXT,
                dryRun ? CleanOutput.Mode.DRY : CleanOutput.Mode.REAL);
        List<RunSummary> runs = ledger.runs();
        Leftovers leftovers = new Leftovers(wiring, console, output);
        runs.stream().filter(each -> each.state() == RunSummary.State.DAMAGED)
                .forEach(each -> output.problem(each.run(), "its journal is damaged: nobody knows what it has left"));
        for (LeftUploads each : ledger.leftOpenUploads()) {
            leftovers.abortUploads(each);
        }
        leftovers.sweepDirectories(runs);
        if (age.isPresent()) {
            Instant before = wiring.env().clock().now().minus(age.get());
            runs.stream().filter(each -> each.state() == RunSummary.State.FINISHED)
                    .filter(each -> each.started().isPresent() && each.started().get().at().isBefore(before))
                    .forEach(leftovers::forget);
        }
        return output.end();
    }

    private static Duration age(String text) {
        return Amounts.duration(text).orElseThrow(() -> new ConfigurationException("CFG_VALUE",
                "--runs-older-than " + text + " is no time", "give " + Amounts.TIME_FORM));
    }
}
