package dev.crossdock.testkit.server;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How to start a server.
///
/// @param library the folder with its jars
/// @param options for the virtual machine
/// @param probe an address that answers, with any status, once the server is ready
record Launch(String name, Path library, List<String> options, String mainClass, List<String> arguments, URI probe,
        Duration startMax) {
    Launch {
        options = List.copyOf(options);
        arguments = List.copyOf(arguments);
    }
}
