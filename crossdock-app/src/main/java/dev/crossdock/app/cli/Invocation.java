package dev.crossdock.app.cli;

import dev.crossdock.store.ConfigurationException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the program was called with: what is said before the command, and the command with all that follows.
///
/// @param configuration file that `--config` names
/// @param words command and its arguments; none if there is no command
record Invocation(Optional<String> configuration, List<String> words) {

    private static final String OPTION = "--config";

    /// Takes what is about the configuration from the front of a command line.
    ///
    /// @throws ConfigurationException CFG_USAGE if the option is there twice or without a file
    static Invocation of(String[] arguments) {
        Optional<String> file = Optional.empty();
        int at = 0;
        while (at < arguments.length && (arguments[at].equals(OPTION) || arguments[at].startsWith(OPTION + '='))) {
            boolean apart = arguments[at].equals(OPTION);
            String named = !apart
                    ? arguments[at].substring(OPTION.length() + 1)
                    : at + 1 < arguments.length ? arguments[at + 1] : "";
            if (named.isEmpty()) {
                throw new ConfigurationException("CFG_USAGE", "--config FILE is missing", "see crossdock --help");
            }
            if (file.isPresent()) {
                throw new ConfigurationException("CFG_USAGE", "--config is there twice", "name one file");
            }
            file = Optional.of(named);
            at += apart ? 2 : 1;
        }
        return new Invocation(file, Arrays.asList(arguments).subList(at, arguments.length));
    }

    /// The command; empty if there is none.
    String command() {
        return words.isEmpty() ? "" : words.get(0);
    }

    /// Whether the configuration has a say in what is to be done: not in looking at runs, and not in showing help, which
    /// is to work when the file is wrong.
    boolean needsConfiguration() {
        return switch (command()) {
            case "copy", "sync", "plan", "verify", "ls", "doctor", "run", "resume", "retry", "clean" -> !asksForHelp();
            default -> false;
        };
    }

    private boolean asksForHelp() {
        for (String each : words) {
            if (each.equals("--")) {
                return false;
            }
            if (each.equals("--help") || each.equals("-h") || each.equals("--version") || each.equals("-V")) {
                return true;
            }
        }
        return false;
    }
}
