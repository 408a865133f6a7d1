package dev.crossdock.app.config;

import dev.crossdock.env.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where the configuration file is. On the path of every command, so it loads next to nothing.
final class ConfigurationFile {

    private static final String NAME = "crossdock/config.yaml";

    private ConfigurationFile() {}

    /// The file to read; one that was named is to be read even if it is not there, so that its absence is told.
    static Optional<Path> find(Disk disk, Map<String, String> environment, Optional<Path> explicit) {
        if (explicit.isPresent()) {
            return Optional.of(explicit.get().toAbsolutePath().normalize());
        }
        String named = environment.getOrDefault("CROSSDOCK_CONFIG", "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named).toAbsolutePath().normalize());
        }
        String shared = environment.getOrDefault("XDG_CONFIG_HOME", "");
        // The rules of these variables want relative paths ignored.
        if (shared.startsWith("/") && isThere(disk, Path.of(shared, NAME))) {
            return Optional.of(Path.of(shared, NAME));
        }
        String home = environment.getOrDefault("HOME", "");
        if (home.startsWith("/") && isThere(disk, Path.of(home, ".config", NAME))) {
            return Optional.of(Path.of(home, ".config", NAME));
        }
        return Optional.empty();
    }

    private static boolean isThere(Disk disk, Path file) {
        try {
            return disk.stat(file).isPresent();
        } catch (IOException e) {
            // Something is there that cannot be looked at: reading it says why.
            return true;
        }
    }
}
