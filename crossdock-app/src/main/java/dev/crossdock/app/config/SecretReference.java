package dev.crossdock.app.config;

import dev.crossdock.env.Disk;
import dev.crossdock.store.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where a secret is to be found when it is needed; it prints as `***`.
///
/// @param origin what kind of place
/// @param name of the variable, or the path of the file
public record SecretReference(Origin origin, String name) {

    /// Longer than any key, shorter than what was named by mistake.
    private static final int BYTES_MAX = 64 << 10;

    /// Where secrets can be.
    public enum Origin {
        /// A variable of the environment: `env:NAME`.
        ENVIRONMENT,
        /// A file that only its owner can look into: `file:PATH`.
        FILE
    }

    /// Refuses a reference to nothing.
    public SecretReference {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a reference without a name");
        }
    }

    /// Reads `env:NAME` or `file:PATH`.
    ///
    /// @param base directory that a relative path starts at
    /// @return empty for anything else, such as the secret itself
    static Optional<SecretReference> parse(String text, Path base) {
        if (text.startsWith("env:") && isVariable(text.substring(4))) {
            return Optional.of(new SecretReference(Origin.ENVIRONMENT, text.substring(4)));
        }
        if (text.startsWith("file:") && text.length() > 5 && text.indexOf('\0') < 0) {
            return Optional
                    .of(new SecretReference(Origin.FILE, base.resolve(text.substring(5)).normalize().toString()));
        }
        return Optional.empty();
    }

    /// Looks the secret up: now, so that a long process sees a changed one.
    ///
    /// @throws ConfigurationException CFG_SECRET if there is none, CFG_PERMS if others can read it
    String resolve(Disk disk, Map<String, String> environment) {
        String text = switch (origin) {
            case ENVIRONMENT -> environment.getOrDefault(name, "").strip();
            case FILE -> fromFile(disk);
        };
        if (text.isEmpty()) {
            throw new ConfigurationException("CFG_SECRET", where() + " holds no secret",
                    "put the secret there, or name another place in the configuration file");
        }
        return text;
    }

    private String fromFile(Disk disk) {
        Path file = Path.of(name);
        Optional<String> open = exposure(disk);
        if (open.isPresent()) {
            throw new ConfigurationException("CFG_PERMS", open.get(), "chmod 600 " + file);
        }
        try {
            return SmallFile.read(disk, file, BYTES_MAX).text().strip();
        } catch (IOException e) {
            throw new ConfigurationException("CFG_SECRET", "cannot read " + where() + ": " + SmallFile.reason(e),
                    "check that the file is there, and holds the secret and nothing else");
        }
    }

    /// In how far others could read the secret: empty if they cannot, or if there is no file yet.
    Optional<String> exposure(Disk disk) {
        if (origin == Origin.ENVIRONMENT) {
            return Optional.empty();
        }
        try {
            int mode = disk.permissions(disk.resolveLinks(Path.of(name)));
            return (mode & 077) == 0
                    ? Optional.empty()
                    : Optional.of(where() + " has mode " + SmallFile.octal(mode)
                            + ", so others than its owner can get at it: it must be 0600");
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private String where() {
        return switch (origin) {
            case ENVIRONMENT -> "variable " + name;
            case FILE -> "file " + name;
        };
    }

    private static boolean isVariable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (!(each == '_' || Character.isLetter(each) || i > 0 && Character.isDigit(each))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    @Override
    public String toString() {
        return "***";
    }
}
