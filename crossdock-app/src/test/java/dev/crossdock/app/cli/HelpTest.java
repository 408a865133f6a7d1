package dev.crossdock.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/// Help that teaches: it fits a terminal, and has examples and exit codes.
final class HelpTest {

    private static CommandLine root() {
        return CommandLineDoor.commandLine("", new RunShelf(Path.of("")).console());
    }

    private static Stream<String> commands() {
        return root().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpTeaches(String command) {
        String usage = Objects.requireNonNull(root().getSubcommands().get(command)).getUsageMessage(Help.Ansi.OFF);

        assertThat(usage.lines()).allMatch(line -> line.length() <= 100, "at most 100 columns");
        assertThat(usage).contains("\nExamples:\n").contains("  crossdock " + command).contains("\nExit codes: ");
    }

    @Test
    void theOverviewFitsATerminal() {
        assertThat(root().getUsageMessage(Help.Ansi.OFF).lines()).allMatch(line -> line.length() <= 100);
        assertThat(Overview.TEXT.lines()).allMatch(line -> line.length() <= 100)
                .filteredOn(line -> line.startsWith("  crossdock ")).hasSize(3)
                .allMatch(line -> root().getSubcommands().containsKey(line.split(" +", -1)[2]));
    }

    @Test
    void completionKnowsCommandsAndOptions(@TempDir Path directory) {
        RunShelf shelf = new RunShelf(directory);
        CompletionCommand completion = new CompletionCommand(shelf.console(), HelpTest::root);

        assertThat(shelf.execute(completion, "bash")).isZero();
        assertThat(shelf.lines()).anyMatch(line -> line.matches("complete -F .* crossdock .*"))
                .anyMatch(line -> line.contains("--bandwidth")).anyMatch(line -> line.contains("copy sync"));

        assertThat(shelf.execute(completion, "fish")).isEqualTo(ExitCode.USAGE);
        assertThat(shelf.thrown()).hasMessageStartingWith("CFG_VALUE");
    }
}
