package dev.crossdock.app.cli;

import dev.crossdock.app.StoreOptions;
import dev.crossdock.app.Wiring;
import dev.crossdock.object.Location;
import dev.crossdock.run.Run;
import dev.crossdock.run.Tally;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.StoreException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `crossdock copy`.
@Command(name = "copy", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Copies what is below SOURCE to below TARGET, and proves every object.",
                "What is at the target already and is shown to be the same is not copied; nothing is deleted.",
                "A repeated command goes on where an interrupted one was."},
        footer = {"", "Examples:", "  crossdock copy s3://photos/2026/ s3://backup/photos/2026/",
                "  crossdock copy s3://photos/ /mnt/photos",
                "  crossdock copy ./report.pdf s3://docs/reports/ --target-endpoint https://s3.example.com", "",
                "Exit codes: 0 all good, 1 some objects failed, 2 wrong usage, 3 stopped early (the same command goes on)."})
final class CopyCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SOURCE", description = "s3://BUCKET/PREFIX, a directory or a file.")
    private String source = "";

    @Parameters(index = "1", paramLabel = "TARGET", description = "s3://BUCKET/PREFIX or a directory.")
    private String target = "";

    @Option(names = "--source-endpoint", paramLabel = "URL",
            description = "S3 service of the source (default: AWS_ENDPOINT_URL_S3).")
    private Optional<String> sourceEndpoint = Optional.empty();

    @Option(names = "--target-endpoint", paramLabel = "URL",
            description = "S3 service of the target (default: AWS_ENDPOINT_URL_S3).")
    private Optional<String> targetEndpoint = Optional.empty();

    @Option(names = "--source-region", paramLabel = "REGION",
            description = "Region of the source (default: AWS_REGION).")
    private Optional<String> sourceRegion = Optional.empty();

    @Option(names = "--target-region", paramLabel = "REGION",
            description = "Region of the target (default: AWS_REGION).")
    private Optional<String> targetRegion = Optional.empty();

    @Option(names = "--allow-plain-http", paramLabel = "HOST",
            description = "Talk to HOST without TLS, though it is not this machine.")
    private Set<String> plainHosts = Set.of();

    @Option(names = "--workers", paramLabel = "N", defaultValue = "32",
            description = "Objects carried at once, 1 to 256 (default: 32).")
    private int workers;

    @Mixin
    private OutputOptions output = new OutputOptions();

    private final Console console;

    CopyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws StoreException {
        if (workers < 1 || workers > 256) {
            throw new ConfigurationException("CFG_RANGE", "--workers " + workers + " is out of range",
                    "give a number from 1 to 256");
        }
        Wiring wiring = Wiring.forRuns(console.environment());
        Places places = new Places(wiring.env().disk(), console.workingDirectory());
        Location from = places.parse(source);
        Location to = places.parse(target);
        CopyJob job = new CopyJob(wiring, new StoreOptions(sourceEndpoint, sourceRegion, plainHosts),
                new StoreOptions(targetEndpoint, targetRegion, plainHosts), workers);
        Tally tally = new Tally();
        Progress progress = Progress.start(console, wiring.env(), tally, output);
        Run.Result result;
        try {
            result = job.execute(from, to, tally);
        } finally {
            progress.close();
        }
        return output.show(console, wiring, result);
    }
}
