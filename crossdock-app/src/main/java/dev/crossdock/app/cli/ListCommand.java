package dev.crossdock.app.cli;

import dev.crossdock.app.Side;
import dev.crossdock.app.StoreOptions;
import dev.crossdock.app.Wiring;
import dev.crossdock.object.Keys;
import dev.crossdock.object.Location;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.report.JsonText;
import dev.crossdock.store.Failure;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `crossdock ls`.
@Command(name = "ls", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Lists every object below LOCATION, in the order of keys.",
                "A line has size in bytes, time of last modification, key. Control characters in keys are printed as escapes."},
        footer = {"", "Examples:", "  crossdock ls s3://photos/2026/", "  crossdock ls /mnt/photos --json"})
final class ListCommand implements Callable<Integer> {

    @Parameters(paramLabel = "LOCATION", description = "s3://BUCKET/PREFIX, a directory or a file.")
    private String location = "";

    @Option(names = "--endpoint", paramLabel = "URL", description = "S3 service (default: AWS_ENDPOINT_URL_S3).")
    private Optional<String> endpoint = Optional.empty();

    @Option(names = "--region", paramLabel = "REGION", description = "Region (default: AWS_REGION).")
    private Optional<String> region = Optional.empty();

    @Option(names = "--allow-plain-http", paramLabel = "HOST",
            description = "Talk to HOST without TLS, though it is not this machine.")
    private Set<String> plainHosts = Set.of();

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    private final Console console;

    ListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws StoreException {
        Wiring wiring = Wiring.forShortCommands(console.environment());
        Location place = new Places(wiring.env().disk(), console.workingDirectory()).parse(location);
        try (ObjectStore store = wiring.open(place, Side.SOURCE, new StoreOptions(endpoint, region, plainHosts),
                this::odd,
                failure -> {
                }); Listing listing = store.list(ListOptions.of(place.prefix()))) {
            StringBuilder line = new StringBuilder(256);
            for (Optional<ObjectStat> next = listing.next(); next.isPresent(); next = listing.next()) {
                line.setLength(0);
                print(next.get(), line);
            }
        }
        return ExitCode.GOOD;
    }

    private void print(ObjectStat stat, StringBuilder line) {
        PrintStream out = console.out();
        if (json) {
            new JsonText(line).begin().name("key").value(stat.key()).name("size").value(stat.sizeBytes())
                    .name("modified")
                    .value(stat.modified().map(Object::toString).orElse("")).name("etag").value(stat.etag()).end();
        } else {
            String size = Long.toString(stat.sizeBytes());
            line.repeat(' ', Math.max(0, 14 - size.length())).append(size).append("  ")
                    .append(stat.modified().map(Object::toString).orElse("-")).append("  ")
                    .append(Keys.printable(stat.key()));
        }
        out.append(line).append('\n');
    }

    private void odd(Failure failure) {
        console.err().println("crossdock: " + failure.summary());
    }
}
