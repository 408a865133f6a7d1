package dev.crossdock.app.cli;

import dev.crossdock.store.ConfigurationException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `crossdock completion`.
@Command(name = "completion", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Prints a script that makes a shell complete commands and options of crossdock."},
        footer = {"", "Examples:",
                "  source <(crossdock completion bash)      # in this shell; in ~/.bashrc for every one",
                "  crossdock completion bash > /etc/bash_completion.d/crossdock",
                "  source <(crossdock completion zsh)       # in ~/.zshrc, behind compinit", "",
                "Exit codes: 0 printed, 2 wrong usage."})
final class CompletionCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SHELL", description = "bash or zsh.")
    private String shell = "";

    private final Console console;
    private final Supplier<CommandLine> whole;

    /// @param whole the command line with all commands, which is only made to print the script
    CompletionCommand(Console console, Supplier<CommandLine> whole) {
        this.console = console;
        this.whole = whole;
    }

    @Override
    public Integer call() {
        if (!shell.equals("bash") && !shell.equals("zsh")) {
            throw new ConfigurationException("CFG_VALUE", "there is no completion for the shell " + shell,
                    "give bash or zsh");
        }
        // The script finds out which of the two reads it.
        console.out().println(AutoComplete.bash("crossdock", whole.get()));
        return ExitCode.GOOD;
    }
}
