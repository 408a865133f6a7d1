package dev.crossdock.app.cli;

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
record Console(Map<String, String> environment, Path workingDirectory, PrintStream out, PrintStream err,
        boolean terminal) {}
