package dev.crossdock.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.app.Wiring;
import dev.crossdock.ledger.RunSummary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The door to a directory of its own, with one file in `from`.
final class DoorFixture {

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private ByteArrayOutputStream out = new ByteArrayOutputStream();
    private ByteArrayOutputStream err = new ByteArrayOutputStream();

    DoorFixture(Path directory) throws IOException {
        this.directory = directory;
        environment.put("CROSSDOCK_HOME", directory.resolve("state").toString());
        environment.put("HOME", directory.toString());
        Files.createDirectories(directory.resolve("from"));
        Files.writeString(directory.resolve("from/a"), "bytes");
    }

    DoorFixture with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /// Writes the file that is found without being named.
    DoorFixture configured(String text) throws IOException {
        return configured(".config/crossdock/config.yaml", text);
    }

    DoorFixture configured(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return this;
    }

    /// Executes a command line, words apart by spaces.
    ///
    /// @return exit code
    int execute(String line) {
        out = new ByteArrayOutputStream();
        err = new ByteArrayOutputStream();
        return new CommandLineDoor(console()).execute(line.isEmpty() ? new String[0] : line.split(" ", -1));
    }

    Console console() {
        return new Console(environment, directory, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), false);
    }

    Wiring wiring() {
        return Wiring.forShortCommands(environment);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /// The orders of all runs, the latest first.
    List<String> orders() throws Exception {
        return wiring().ledger().runs().stream().map(DoorFixture::order).toList();
    }

    private static String order(RunSummary run) {
        return run.started().orElseThrow().order();
    }

    /// Fails unless a command line is refused in these two lines, with exit code 2 and without any effect.
    void refuses(String line, String what, String remedy) {
        int code = execute(line);

        assertThat(err()).as(line).isEqualTo("crossdock: " + what + System.lineSeparator() + "           " + remedy
                + System.lineSeparator());
        assertThat(code).as(line).isEqualTo(2);
        assertThat(out()).as(line).isEmpty();
        assertThat(directory.resolve("to")).as("nothing was done: " + line).doesNotExist();
        assertThat(directory.resolve("state")).as("nothing was done: " + line).doesNotExist();
        assertThat(directory.resolve("from")).isDirectoryContaining("glob:**/a");
    }
}
