package dev.crossdock.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.run.VerificationTally;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `crossdock verify` between two directories: what it prints and how it exits.
final class VerifyCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path directory = Path.of("");

    @BeforeEach
    void makeDirectories() throws Exception {
        Files.createDirectories(directory.resolve("from/d"));
        Files.createDirectories(directory.resolve("to/d"));
    }

    @Test
    void equalDirectoriesAreGood() throws Exception {
        put("d/a", "one", "one");
        assertThat(verify()).isEqualTo(ExitCode.GOOD);
        assertThat(lines()).containsExactly("checked 1: 1 same, 0 differs, 0 missing, 0 extra, 0 unreadable",
                "same by: reading both sides 1 (3 B)");
    }

    @Test
    void eachDifferenceHasALine() throws Exception {
        put("a", "one", "two");
        put("b", "one", "three");
        put("d/c", "one", "");
        put("e", "", "one");
        put("f", "one", "one");
        assertThat(verify("--all")).isEqualTo(ExitCode.DIFFERENT);
        assertThat(lines()).contains("differs     a  (the bytes differ, first at offset 0)",
                "differs     b  (3 bytes at the source, 5 at the target)", "missing     d/c", "extra       e",
                "same        f", "checked 5: 1 same, 2 differs, 1 missing, 1 extra, 0 unreadable");
    }

    @Test
    void jsonIsOneObjectALine() throws Exception {
        put("a", "one", "two");
        put("b", "one", "one");
        assertThat(verify("--json")).isEqualTo(ExitCode.DIFFERENT);
        assertThat(lines()).containsExactly(
                "{\"verdict\":\"differs\",\"key\":\"a\",\"target_key\":\"a\",\"size\":3,"
                        + "\"why\":\"the bytes differ, first at offset 0\",\"evidence\":\"read_both\"}",
                "{\"summary\":\"complete\",\"checked\":2,\"same\":1,\"differs\":1,\"missing\":0,\"extra\":0,"
                        + "\"unreadable\":0,\"same_bytes\":3,\"same_by\":{\"etag\":0,\"stored_checksum\":0,"
                        + "\"read_one\":0,\"read_both\":1,\"size_only\":0},\"left_out\":{\"excluded\":0,"
                        + "\"other_sample\":0,\"directory_marker\":0,\"extra\":0,\"gone\":0}}");
    }

    @Test
    void sizesSayThatNoBytesWereCompared() throws Exception {
        put("a", "one", "two");
        assertThat(verify("--mode", "sizes")).isEqualTo(ExitCode.GOOD);
        assertThat(lines()).anyMatch(line -> line.startsWith("ONLY SIZES WERE COMPARED"));
    }

    @Test
    void oneWayLeavesExtrasOut() throws Exception {
        put("a", "", "one");
        assertThat(verify("--one-way")).isEqualTo(ExitCode.GOOD);
        assertThat(lines()).contains("left out: 1 only at the target");
    }

    @Test
    void aLinkCanBeNoObject() throws Exception {
        Files.createSymbolicLink(directory.resolve("from/link"), Path.of("d"));
        put("link", "", "one");
        assertThat(verify()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(lines()).anyMatch(line -> line.startsWith("unreadable  link  (SPECIAL_FILE"))
                .contains("checked 1: 0 same, 0 differs, 0 missing, 0 extra, 1 unreadable");
    }

    @Test
    void aSingleFileIsComparedWithItsNamesake() throws Exception {
        put("a", "one", "one");
        put("a2", "one", "");
        assertThat(new CommandLine(new VerifyCommand(console())).execute("from/a", "to")).isEqualTo(ExitCode.GOOD);
    }

    @Test
    void wrongUsageIsToldBeforeAnythingIsDone() {
        for (String[] each : new String[][]{{"--mode", "guess"}, {"--sample", "0/3"}, {"--sample", "4/3"},
                {"--sample", "x"}, {"--sample", "3"}, {"--workers", "0"}}) {
            assertThat(failure("from", "to", each)).isInstanceOf(ConfigurationException.class);
        }
        assertThat(failure("from", "nowhere")).isInstanceOf(ConfigurationException.class);
        assertThat(failure("nowhere", "to")).isInstanceOf(ConfigurationException.class);
        assertThat(out.size()).isZero();
    }

    @Test
    void whatStoppedEarlyIsNotGood() {
        VerifyOutput output = new VerifyOutput(console(), new VerificationTally(), VerifyOutput.Form.TEXT,
                VerifyOutput.Extent.NOT_SAME);
        Failure order = Failure.of(FailureCode.LIST_ORDER, Operation.LIST, "s3://b/", "out of order");
        assertThat(output.end(Optional.of(order))).isEqualTo(ExitCode.STOPPED);
        assertThat(lines()).first().asString().startsWith("NOT COMPLETE");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("LIST_ORDER");
    }

    private int verify(String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("from", "to"));
        return new CommandLine(new VerifyCommand(console())).execute(arguments.toArray(String[]::new));
    }

    private Exception failure(String from, String to, String... options) {
        List<Exception> thrown = new ArrayList<>();
        CommandLine line = new CommandLine(new VerifyCommand(console()));
        line.setExecutionExceptionHandler((e, _, _) -> {
            thrown.add(e);
            return ExitCode.USAGE;
        });
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of(from, to));
        assertThat(line.execute(arguments.toArray(String[]::new))).isEqualTo(ExitCode.USAGE);
        assertThat(thrown).hasSize(1);
        return thrown.getFirst();
    }

    private Console console() {
        return new Console(Map.of(), directory, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), false);
    }

    /// Where a text is empty there is no file.
    private void put(String name, String here, String there) throws Exception {
        if (!here.isEmpty()) {
            Files.writeString(directory.resolve("from").resolve(name), here);
        }
        if (!there.isEmpty()) {
            Files.writeString(directory.resolve("to").resolve(name), there);
        }
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
