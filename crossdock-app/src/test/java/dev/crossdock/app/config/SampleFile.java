package dev.crossdock.app.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crossdock.env.Disk;
import dev.crossdock.env.Env;
import dev.crossdock.store.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A configuration file on the real disk.
final class SampleFile {

    static final Disk DISK = Env.production().disk();

    private final Path path;

    SampleFile(Path directory) {
        this.path = directory.resolve("config.yaml");
    }

    Path path() {
        return path;
    }

    SampleFile write(String text) throws IOException {
        return write(text.getBytes(StandardCharsets.UTF_8), "rw-r--r--");
    }

    SampleFile write(byte[] bytes, String permissions) throws IOException {
        Files.write(path, bytes);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        return this;
    }

    Configuration load() {
        return Configuration.load(DISK, Map.of(), Optional.of(path));
    }

    /// The refusal that loading must end with.
    ConfigurationException refusal() {
        return Objects.requireNonNull(catchThrowableOfType(ConfigurationException.class, this::load),
                "the file was accepted");
    }

    /// The top directory of this repository.
    static Path repository() {
        return Path.of("..").toAbsolutePath().normalize();
    }
}
