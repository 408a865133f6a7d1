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
/// @param name of the variable or the secret, or the path of the file; after `#` the field of a secret that is JSON
public record SecretReference(Origin origin, String name) {

    /// Longer than any key, shorter than what was named by mistake.
    private static final int BYTES_MAX = 64 << 10;

    /// Where secrets can be.
    public enum Origin {
        /// A variable of the environment: `env:NAME`.
        ENVIRONMENT,
        /// A file that only its owner can look into: `file:PATH`.
        FILE,
        /// AWS Secrets Manager: `aws-secret:NAME`.
        AWS_SECRET,
        /// Secret Manager of Google Cloud: `gcp-secret:NAME`.
        GCP_SECRET,
        /// The name of another reference, which has the id of its key in it.
        NAME
    }

    /// Refuses a reference to nothing.
    public SecretReference {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a reference without a name");
        }
    }

    /// Reads `env:NAME`, `file:PATH`, `aws-secret:NAME` or `gcp-secret:NAME`.
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
        if (text.startsWith("aws-secret:") && isSecret(text.substring(11))) {
            return Optional.of(new SecretReference(Origin.AWS_SECRET, text.substring(11)));
        }
        if (text.startsWith("gcp-secret:") && isSecret(text.substring(11))) {
            return Optional.of(new SecretReference(Origin.GCP_SECRET, text.substring(11)));
        }
        return Optional.empty();
    }

    /// The id of an access key, where the name of its secret has it: `BUCKET--access-key--ID`.
    Optional<SecretReference> accessKeyId() {
        String mark = "--access-key--";
        int start = name.indexOf(mark);
        if (start < 0 || !isRemote()) {
            return Optional.empty();
        }
        int from = start + mark.length();
        int end = from;
        while (end < name.length() && Character.isLetterOrDigit(name.charAt(end))) {
            end++;
        }
        return end == from
                ? Optional.empty()
                : Optional.of(new SecretReference(Origin.NAME, name.substring(from, end)));
    }

    /// Whether a service has to be asked for it.
    public boolean isRemote() {
        return origin == Origin.AWS_SECRET || origin == Origin.GCP_SECRET;
    }

    /// Looks the secret up: now, so that a long process sees a changed one.
    ///
    /// @throws ConfigurationException CFG_SECRET if there is none, CFG_PERMS if others can read it
    /// @throws IllegalStateException if a service has to be asked for it
    public String resolve(Disk disk, Map<String, String> environment) {
        String text = switch (origin) {
            case ENVIRONMENT -> environment.getOrDefault(name, "").strip();
            case FILE -> fromFile(disk);
            case NAME -> name;
            case AWS_SECRET, GCP_SECRET -> throw new IllegalStateException("a service has to be asked for it");
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
        if (origin != Origin.FILE) {
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
            case AWS_SECRET, GCP_SECRET, NAME -> "secret " + name;
        };
    }

    private static boolean isSecret(String text) {
        return !text.isEmpty() && text.length() <= 2048 && text.chars().allMatch(each -> each > ' ' && each < 0x7f);
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
