package dev.crossdock.testkit.server;

import java.nio.file.Files;
import java.nio.file.Path;

/// Finds the jars of a server, which the build puts into `servers/NAME/target/lib`.
final class ServerLibrary {
    /// Names the folder that holds `NAME/target/lib`, for tests that run outside the source tree.
    static final String PROPERTY = "crossdock.servers.dir";

    private ServerLibrary() {}

    static Path find(String name) {
        Path inside = Path.of(name, "target", "lib");
        String given = System.getProperty(PROPERTY, "");
        if (!given.isEmpty()) {
            return require(Path.of(given).resolve(inside), name);
        }
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path library = folder.resolve("servers").resolve(inside);
            if (Files.isDirectory(library)) {
                return library;
            }
        }
        throw new IllegalStateException(
                "no servers/" + inside + " in " + start + " or above: build the module servers/" + name
                        + " (mvn package) or set the system property " + PROPERTY);
    }

    private static Path require(Path library, String name) {
        if (!Files.isDirectory(library)) {
            throw new IllegalStateException("no jars of " + name + " in " + library);
        }
        return library;
    }
}
