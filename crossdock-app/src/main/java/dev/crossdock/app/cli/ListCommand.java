package dev.crossdock.app.cli;

import dev.crossdock.app.Side;
import dev.crossdock.app.Wiring;
import dev.crossdock.object.Keys;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.report.JsonText;
import dev.crossdock.store.Failure;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `crossdock ls`.
@Command(name = "ls", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Lists every object below LOCATION, in the order of keys.",
                "A line has size in bytes, time of last modification, key. Control characters in keys are printed as escapes."},
        footer = {"", "Examples:", "  crossdock ls s3://photos/2026/", "  crossdock ls /mnt/photos --json", "",
                "Exit codes: 0 listed, 2 wrong usage, 3 the listing broke off."})
final class ListCommand implements Callable<Integer> {

    private static final int CHARS_AT_ONCE = 8192;

    @Parameters(paramLabel = "LOCATION", description = "s3:// or gs://BUCKET/PREFIX, a directory or a file.")
    private String location = "";

    @Option(names = {"-r", "-R", "--recursive"},
            description = "Accepted for those who are used to it: everything below LOCATION is listed always.")
    @SuppressWarnings("UnusedVariable") // what it asks for happens anyway
    private boolean recursive;

    @Option(names = "--versions", description = "List all versions, newest first, and deletions, with their ids.")
    private boolean versions;

    @Mixin
    private PlaceOptions reach = new PlaceOptions();

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    private final Console console;
    private final IsoTimes times = new IsoTimes();
    private final StringBuilder lines = new StringBuilder(2 * CHARS_AT_ONCE);

    ListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws StoreException {
        Wiring wiring = Wiring.forShortCommands(console.environment());
        Place place = new Places(wiring.env().disk(), console).read(location);
        try (ObjectStore store = wiring.open(place.location(), Side.SOURCE, reach.of(place),
                this::odd,
                failure -> {
                }); Listing listing = wiring.list(store, options(place.location().prefix()))) {
            for (Optional<ObjectStat> next = listing.next(); next.isPresent(); next = listing.next()) {
                print(next.get(), lines);
                if (lines.length() >= CHARS_AT_ONCE) {
                    flush();
                }
            }
        } finally {
            flush();
        }
        return ExitCode.GOOD;
    }

    private ListOptions options(String prefix) {
        return new ListOptions(prefix, Optional.empty(), Optional.empty(),
                versions ? ListOptions.Depth.ALL_VERSIONS : ListOptions.Depth.CURRENT);
    }

    /// Many lines at once: the locks and copies of a stream cost more than a line does.
    private void flush() {
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        console.out().write(bytes, 0, bytes.length);
        lines.setLength(0);
    }

    private void print(ObjectStat stat, StringBuilder line) {
        if (json) {
            JsonText text = new JsonText(line).begin().name("key").value(stat.key()).name("size")
                    .value(stat.sizeBytes()).name("modified")
                    .value(stat.modified().map(Object::toString).orElse("")).name("etag").value(stat.etag());
            if (versions) {
                text.name("version").value(stat.version()).name("standing").value(stat.standing().name());
            }
            text.end();
        } else {
            String size = Long.toString(stat.sizeBytes());
            line.repeat(' ', Math.max(0, 14 - size.length())).append(size).append("  ");
            if (stat.modified().isPresent()) {
                times.append(line, stat.modified().get());
            } else {
                line.append('-');
            }
            line.append("  ").append(Keys.printable(stat.key()));
            if (versions) {
                line.append("  ").append(stat.version()).append("  ").append(stat.standing());
            }
        }
        line.append('\n');
    }

    private void odd(Failure failure) {
        console.err().println("crossdock: " + failure.summary());
    }
}
