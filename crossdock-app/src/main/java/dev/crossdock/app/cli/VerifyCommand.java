package dev.crossdock.app.cli;

import dev.crossdock.app.Side;
import dev.crossdock.app.Wiring;
import dev.crossdock.copy.Scrutiny;
import dev.crossdock.plan.Filter;
import dev.crossdock.plan.Rules;
import dev.crossdock.run.Sample;
import dev.crossdock.run.Verification;
import dev.crossdock.run.VerificationTally;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.Failure;
import dev.crossdock.store.StoreException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `crossdock verify`.
@Command(name = "verify", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Compares what is below SOURCE with what is below TARGET, and writes to neither.",
                "Each key is the same, differs, is missing at the target, is extra there, or is unreadable.",
                "Prints a line for each key that is not the same, and counts all of them."},
        footer = {"", "Examples:", "  crossdock verify s3://photos/2026/ s3://backup/photos/2026/",
                "  crossdock verify --mode read s3://photos/ /mnt/photos",
                "  crossdock verify --sample 3/30 s3://photos/ s3://backup/photos/", "",
                "Exit codes: 0 all the same, 1 only that some are unreadable, 2 wrong usage, 3 stopped early,",
                "4 some differ, are missing or are extra."})
final class VerifyCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SOURCE", description = "s3:// or gs://BUCKET/PREFIX, a directory or a file.")
    private String source = "";

    @Parameters(index = "1", paramLabel = "TARGET", description = "s3:// or gs://BUCKET/PREFIX, or a directory.")
    private String target = "";

    @Option(names = "--mode", paramLabel = "MODE", defaultValue = "checksum",
            description = "checksum: by what the stores keep, and by reading what that leaves open (default);"
                    + " read: by reading both sides, always; sizes: by sizes only, which compares no bytes.")
    private String mode = "";

    @Option(names = "--sample", paramLabel = "N/T", defaultValue = "1/1",
            description = "Only share N of T of all keys; shares 1 to T are everything, once (default: 1/1).")
    private String sample = "";

    @Option(names = "--one-way", description = "Leave out keys that only the target has.")
    private boolean oneWay;

    @Option(names = "--all", description = "Print a line for each key that is the same, too.")
    private boolean all;

    @Option(names = "--json", description = "Print one JSON object a line; the last one is the summary.")
    private boolean json;

    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Mixin
    private SideOptions sides = new SideOptions();

    @Option(names = "--workers", paramLabel = "N", defaultValue = "32",
            description = "Objects looked at at once, 1 to 256 (default: 32).")
    private int workers;

    private final Console console;

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Option(names = "--quiet", description = "Accepted as by other commands: this one shows no progress anyway.")
    void quiet(boolean quiet) {
        // There is nothing to be silenced.
    }

    @Override
    public Integer call() throws StoreException {
        Wiring wiring = Wiring.forRuns(console.environment());
        Verification.Demands demands = demands(filters.filter(wiring.env().clock().now(), wiring.env().disk(),
                console.workingDirectory()));
        Places places = new Places(wiring.env().disk(), console);
        Place from = sides.place(Side.SOURCE, places, source);
        Place to = sides.place(Side.TARGET, places, target);
        VerifyJob job = new VerifyJob(wiring, sides.of(Side.SOURCE, from), sides.of(Side.TARGET, to), demands);
        VerificationTally tally = new VerificationTally();
        VerifyOutput output = new VerifyOutput(console, tally, json ? VerifyOutput.Form.JSON : VerifyOutput.Form.TEXT,
                all ? VerifyOutput.Extent.ALL : VerifyOutput.Extent.NOT_SAME);
        Optional<Failure> stopped = job.execute(from.location(), to.location(), tally, output);
        return output.end(stopped);
    }

    private Verification.Demands demands(Filter filter) {
        if (workers < 1 || workers > 256) {
            throw new ConfigurationException("CFG_RANGE", "--workers " + workers + " is out of range",
                    "give a number from 1 to 256");
        }
        return new Verification.Demands(scrutiny(), filter, share(),
                oneWay ? Rules.Extras.LEAVE : Rules.Extras.TELL, workers);
    }

    private Scrutiny scrutiny() {
        return switch (mode.toLowerCase(Locale.ROOT)) {
            case "checksum" -> Scrutiny.CHECKSUM;
            case "read" -> Scrutiny.READ;
            case "sizes" -> Scrutiny.SIZES;
            default -> throw new ConfigurationException("CFG_RANGE", "there is no --mode " + mode,
                    "give checksum, read or sizes");
        };
    }

    private Sample share() {
        int slash = sample.indexOf('/');
        try {
            return new Sample(Integer.parseInt(sample.substring(0, Math.max(slash, 0))),
                    Integer.parseInt(sample.substring(slash + 1)));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("CFG_RANGE", "--sample " + sample + " is no share",
                    "give one such as 3/30: the third of thirty, from 1/30 to 30/30");
        }
    }
}
