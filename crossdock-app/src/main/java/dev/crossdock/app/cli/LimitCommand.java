package dev.crossdock.app.cli;

import dev.crossdock.app.Wiring;
import dev.crossdock.ledger.FileLedger;
import dev.crossdock.ledger.RunSummary;
import dev.crossdock.report.JsonText;
import dev.crossdock.run.LimitsFile;
import dev.crossdock.store.Caps;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.StoreException;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `crossdock limit`.
@Command(name = "limit", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Changes, lifts or shows the caps of a run while it is under way.",
                "They take effect within about a second, and hold for the rest of the run: also when it is resumed, unless"
                        + " the command that resumes it gives others."},
        footer = {"", "Examples:", "  crossdock limit --bandwidth 20MiB",
                "  crossdock limit 20261120T19 --bandwidth 20MiB --requests-per-second 100",
                "  crossdock limit --off", "", "Exit codes: 0 done, 2 wrong usage or no such run."})
final class LimitCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "RUN", arity = "0..1",
            description = "Name of the run, or the start of it (default: the latest).")
    private String run = "";

    @Mixin
    private CapOptions caps = new CapOptions();

    @Option(names = "--off", description = "Lift both caps.")
    private boolean off;

    @Option(names = "--json", description = "Print the caps as one JSON object.")
    private boolean json;

    private final Console console;

    LimitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws StoreException {
        if (off && caps.given()) {
            throw new ConfigurationException("CFG_USAGE", "--off and a cap contradict each other", "give one of them");
        }
        Wiring wiring = Wiring.forShortCommands(console.environment());
        FileLedger ledger = wiring.ledger();
        RunSummary found = RunFinder.find(ledger, run);
        if (found.state() != RunSummary.State.UNFINISHED) {
            throw new ConfigurationException("CFG_RUN", "run " + found.run() + " is not under way",
                    "`crossdock runs --unfinished` lists those that are, or can be resumed");
        }
        LimitsFile file = new LimitsFile(wiring.env(), ledger.place(found.run()).resolve("limits"));
        console.out().println(json ? json(found.run(), change(file)) : text(found.run(), change(file)));
        return ExitCode.GOOD;
    }

    private Caps change(LimitsFile file) {
        try {
            if (off) {
                file.write(Caps.NONE);
                return Caps.NONE;
            }
            Caps present = caps.over(present(file));
            if (caps.given()) {
                file.write(present);
            }
            return present;
        } catch (IOException e) {
            throw new ConfigurationException("CFG_LEDGER", "the caps cannot be kept: " + e.getMessage(),
                    "check the directory of runs, its disk and its permissions");
        }
    }

    /// A file that cannot be understood holds no caps; a new one replaces it.
    private static Caps present(LimitsFile file) throws IOException {
        try {
            return file.caps();
        } catch (IllegalArgumentException e) {
            return Caps.NONE;
        }
    }

    private static String text(String run, Caps caps) {
        return run + "  " + bandwidth(caps.bytesPerSecond()) + ", " + requests(caps.requestsPerSecond());
    }

    private static String bandwidth(OptionalLong cap) {
        return cap.isPresent() ? Units.bytes(cap.getAsLong()) + "/s" : "any bandwidth";
    }

    private static String requests(OptionalLong cap) {
        return cap.isPresent() ? Units.count(cap.getAsLong()) + " requests/s" : "any number of requests";
    }

    private static String json(String run, Caps caps) {
        JsonText json = new JsonText().begin().name("run").value(run);
        caps.bytesPerSecond().ifPresent(each -> json.name("bytes_per_second").value(each));
        caps.requestsPerSecond().ifPresent(each -> json.name("requests_per_second").value(each));
        return json.end().toString();
    }
}
