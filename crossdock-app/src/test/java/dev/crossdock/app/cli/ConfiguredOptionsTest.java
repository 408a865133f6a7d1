package dev.crossdock.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.crossdock.app.config.Configuration;
import dev.crossdock.env.Env;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// What the command line can say, a file can say.
class ConfiguredOptionsTest {

    /// They are about the command line itself.
    private static final Set<String> ELSEWHERE = Set.of("help", "version");

    /// A file names the store of a location in the location.
    private static final Set<String> OF_ORDERS = Set.of("source-store", "target-store");

    @TempDir
    private Path directory;

    @Test
    void everyOptionOfCopyAndSyncMayStandInAFile() throws Exception {
        Set<String> unknown = new TreeSet<>(options(new CopyCommand(console())));
        unknown.addAll(options(new SyncCommand(console())));
        unknown.removeAll(OF_ORDERS);
        for (String each : List.copyOf(unknown)) {
            if (!refusal(each).contains("unknown key")) {
                unknown.remove(each);
            }
        }

        assertThat(unknown).as("give them to dev.crossdock.app.config.OptionTable, the schema and the docs").isEmpty();
        assertThat(refusal("nonsense")).as("the test can fail").contains("unknown key");
    }

    @Test
    void everyOptionOfAFileIsOneOfTheCommandLine() throws Exception {
        String refusal = refusal("a-key-that-is-like-no-other");
        String list = refusal.substring(refusal.indexOf("there are ") + "there are ".length());
        List<String> known = List.of(list.strip().split(", ", -1));

        assertThat(known).hasSizeGreaterThan(30);
        assertThat(options(new SyncCommand(console()))).containsAll(known);
        List<String> both = new ArrayList<>(known);
        both.removeAll(List.of("delete", "delete-limit"));
        assertThat(options(new CopyCommand(console()))).containsAll(both).doesNotContain("delete", "delete-limit");
        both.removeAll(List.of("quiet", "error-log"));
        assertThat(options(new PlanCommand(console()))).as("defaults go to plan, too").containsAll(both);
    }

    private static Set<String> options(Object command) {
        Set<String> names = new TreeSet<>();
        for (OptionSpec option : new CommandLine(command).getCommandSpec().options()) {
            names.add(option.longestName().substring(2));
        }
        names.removeAll(ELSEWHERE);
        return names;
    }

    private Console console() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        return new Console(Map.of(), directory, nowhere, nowhere, false);
    }

    /// No option takes a list of lists, so there always is a problem; only its kind is of interest.
    private String refusal(String name) throws IOException {
        Path file = directory.resolve("config.yaml");
        Files.writeString(file, "defaults: {" + name + ": [[]]}");
        return String.valueOf(catchThrowable(
                () -> Configuration.load(Env.production().disk(), Map.of(), Optional.of(file))));
    }
}
