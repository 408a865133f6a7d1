package dev.crossdock.app;

import dev.crossdock.app.cli.CommandLineDoor;

/// The `crossdock` command.
public final class Crossdock {

    private Crossdock() {}

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] arguments) {
        System.exit(CommandLineDoor.open(System.getenv()).execute(arguments));
    }
}
