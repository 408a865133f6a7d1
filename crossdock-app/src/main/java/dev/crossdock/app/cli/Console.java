package dev.crossdock.app.cli;

import dev.crossdock.app.config.Configuration;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/// What a command has of its caller.
///
/// @param environment variables
/// @param workingDirectory absolute
/// @param out for results: what a script reads
/// @param err for everything else
/// @param terminal whether a person watches `err`
/// @param configuration what the configuration file says; nothing for commands that have no use for it
record Console(Map<String, String> environment, Path workingDirectory, PrintStream out, PrintStream err,
        boolean terminal, Configuration configuration) {

    /// Without a configuration file.
    Console(Map<String, String> environment, Path workingDirectory, PrintStream out, PrintStream err,
            boolean terminal) {
        this(environment, workingDirectory, out, err, terminal, Configuration.NONE);
    }

    /// The same with what a file says.
    Console with(Configuration file) {
        return new Console(environment, workingDirectory, out, err, terminal, file);
    }
}
