package dev.crossdock.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crossdock.env.DiskFile;
import dev.crossdock.env.OpenMode;
import dev.crossdock.object.Attributes;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.plan.FilterChain;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.testkit.sim.SimDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

final class FilterOptionsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Path DIRECTORY = Path.of("/there");

    private final SimDisk disk = new SimDisk();

    FilterOptionsTest() throws IOException {
        disk.createDirectory(DIRECTORY);
    }

    @Command(name = "order")
    static final class Ordering {
        @Mixin
        private FilterOptions filters = new FilterOptions();

        @Parameters
        private List<String> places = List.of();
    }

    @Command(name = "root")
    static final class Root {}

    private FilterChain filter(String... arguments) {
        Ordering order = new Ordering();
        String[] all = new String[arguments.length + 1];
        all[0] = "order";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        new CommandLine(new Root()).addSubcommand(order).parseArgs(all);
        assertThat(order.places).as("no value of an option").allMatch(place -> place.startsWith("s3://"));
        return order.filters.filter(NOW, disk, DIRECTORY);
    }

    private void write(String name, byte[] content) throws IOException {
        try (DiskFile file = disk.open(DIRECTORY.resolve(name), OpenMode.CREATE)) {
            file.write(ByteBuffer.wrap(content), 0);
        }
    }

    private void write(String name, String content) throws IOException {
        write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> excludes(FilterChain filter, String name) {
        return filter.excludes(name,
                new ObjectStat(name, 5, "v", "", Optional.of(NOW), List.of(), Attributes.NONE));
    }

    @Test
    void withoutOptionsThereIsNoFilter() {
        assertThat(filter("s3://a/", "s3://b/")).isSameAs(FilterChain.NONE);
    }

    @Test
    void keepsTheOrderAcrossOptions() throws IOException {
        write("more", "*.bak\n/c/\n");

        FilterChain filter = filter("--exclude", "/a/tmp/", "--include=/a/", "s3://x/", "--exclude-from", "more",
                "--include", "/b/", "--include-from=more", "--exclude=**");

        assertThat(filter.canonical()).containsExactly("--exclude=/a/tmp/", "--include=/a/", "--exclude=*.bak",
                "--exclude=/c/", "--include=/b/", "--include=*.bak", "--include=/c/", "--exclude=**");
    }

    @Test
    void tellsRulesAsWritten() throws IOException {
        write("list", "# heading\n\n*.bak\n");

        FilterChain filter = filter("--exclude", "*.tmp", "--exclude-from", "list", "--max-size", "4");

        assertThat(excludes(filter, "a.tmp")).contains("--exclude *.tmp");
        assertThat(excludes(filter, "a.bak")).contains("--exclude *.bak (list line 3)");
        assertThat(excludes(filter, "a")).contains("--max-size 4");
    }

    @Test
    void everyOptionArrives() {
        FilterChain filter = filter("--exclude-storage-class", "GLACIER", "--storage-class", "A", "--storage-class",
                "B", "--modified-before", "2026-11-20", "--modified-since", "2026-11-01", "--max-age", "4w",
                "--min-age", "1h", "--max-size", "2M", "--min-size", "1k", "--exclude", "x");

        assertThat(filter.canonical()).containsExactly("--exclude=x", "--min-size=1k", "--max-size=2M", "--min-age=1h",
                "--max-age=4w", "--modified-since=2026-11-01", "--modified-before=2026-11-20", "--storage-class=A",
                "--storage-class=B", "--exclude-storage-class=GLACIER");
    }

    @Test
    void readsFilesOfAnyOrigin() throws IOException {
        write("odd", "\ufeff# comment\r\n; comment\r\n  /a b/c  \r\n\t\r\n\\#x\n\\;y\n[ ]z\n/é\nlast");

        assertThat(filter("--include-from", "/there/odd").canonical()).containsExactly("--include=/a b/c",
                "--include=\\#x", "--include=\\;y", "--include=[ ]z", "--include=/é", "--include=last");
    }

    @Test
    void emptyFileOfIncludesLeavesNothing() throws IOException {
        write("empty", "# nothing\n");

        FilterChain filter = filter("--include-from", "empty");

        assertThat(excludes(filter, "a")).contains("no --include matches");
        assertThat(filter.canonical()).containsExactly("--include-from=");
    }

    @Test
    void mistakeInFileNamesItsLine() throws IOException {
        write("list", "good\n\nbad[\n");

        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> filter("--exclude-from", "list"))
                .withMessageContaining("--exclude bad[ (list line 3): at character 4");
    }

    @ParameterizedTest
    @CsvSource({"absent, does not exist", "directory, is no regular file", "latin, is not in UTF-8",
            "large, has more than 16 MiB"})
    void refusesWhatIsNoFileOfPatterns(String name, String why) throws IOException {
        disk.createDirectory(DIRECTORY.resolve("directory"));
        write("latin", new byte[]{'a', (byte) 0xe9, '\n'});
        write("large", new byte[(16 << 20) + 1]);

        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> filter("--include-from", name))
                .matches(e -> e.code().equals("CFG_FILTER")).withMessageContaining(name + " " + why);
    }

    @Test
    void fileWithTooManyPatternsIsRefused() throws IOException {
        write("many", "x\n".repeat(10_001));

        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> filter("--exclude-from", "many"))
                .withMessageContaining("10000 rules");
    }

    @Test
    void singleValuesAreGivenOnce() {
        assertThatExceptionOfType(CommandLine.OverwrittenOptionException.class)
                .isThrownBy(() -> filter("--max-age", "1d", "--max-age", "2d"));
    }
}
