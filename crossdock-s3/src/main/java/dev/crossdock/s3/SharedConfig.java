package dev.crossdock.s3;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.FileFacts;
import dev.crossdock.env.OpenMode;
import dev.crossdock.store.ConfigurationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The file of profiles that all tools for Amazon share, as far as it says where a bucket is. Credentials in it are
/// left to the SDK. Source: AWS SDKs and Tools reference guide, "Shared config and credentials files" and
/// "Service-specific endpoints".
final class SharedConfig {

    private static final int BYTES_MAX = 1 << 20;

    /// Settings by section, such as `profile NAME` or `services NAME`; those of a service within as `s3.endpoint_url`.
    private final Map<String, Map<String, String>> sections = new HashMap<>();

    private SharedConfig() {}

    /// Reads the file, which is there.
    ///
    /// @throws ConfigurationException CFG_PROFILE if it cannot be read
    static SharedConfig read(Disk disk, Path path) {
        try {
            Path real = disk.resolveLinks(path);
            if (disk.stat(real).map(FileFacts::kind).orElse(FileFacts.Kind.SPECIAL) != FileFacts.Kind.FILE) {
                throw unreadable(path, "it is no file");
            }
            try (DiskFile file = disk.open(real, OpenMode.READ)) {
                ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(BYTES_MAX, file.sizeBytes()));
                while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {
                    // until it is full, or the file ends
                }
                return parse(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw unreadable(path, e.getClass().getSimpleName());
        }
    }

    /// Reads lines of the file. What is malformed says nothing, as in other tools.
    static SharedConfig parse(String text) {
        SharedConfig config = new SharedConfig();
        Map<String, String> section = new HashMap<>();
        String outer = "";
        for (String line : text.lines().toList()) {
            String bare = line.strip();
            if (bare.isEmpty() || bare.startsWith("#") || bare.startsWith(";")) {
                continue;
            }
            if (bare.startsWith("[")) {
                section = config.sections.computeIfAbsent(sectionName(bare), _ -> new HashMap<>());
                outer = "";
                continue;
            }
            int equals = bare.indexOf('=');
            if (equals < 0) {
                continue;
            }
            String name = bare.substring(0, equals).strip();
            boolean nested = Character.isWhitespace(line.charAt(0)) && !outer.isEmpty();
            String value = value(bare.substring(equals + 1));
            section.put(nested ? outer + '.' + name : name, value);
            outer = nested ? outer : value.isEmpty() ? name : "";
        }
        return config;
    }

    /// A setting of a profile, or an empty string.
    String setting(String profile, String name) {
        Map<String, String> plain = sections.getOrDefault(profile.equals("default") ? "default" : "", Map.of());
        return sections.getOrDefault("profile " + profile, plain).getOrDefault(name, "");
    }

    /// The endpoint of S3 that a profile names: its own for that service, else that for all; or an empty string.
    String endpoint(String profile) {
        String services = setting(profile, "services");
        String own = sections.getOrDefault("services " + services, Map.of()).getOrDefault("s3.endpoint_url", "");
        return own.isEmpty() ? setting(profile, "endpoint_url") : own;
    }

    /// A header without brackets, with one blank between its words.
    private static String sectionName(String header) {
        int end = header.indexOf(']');
        String inner = header.substring(1, end < 0 ? header.length() : end).strip();
        int blank = 0;
        while (blank < inner.length() && !Character.isWhitespace(inner.charAt(blank))) {
            blank++;
        }
        String name = inner.substring(blank).strip();
        return name.isEmpty() ? inner : inner.substring(0, blank) + ' ' + name;
    }

    private static String value(String text) {
        String value = text.strip();
        for (int i = 1; i < value.length(); i++) {
            boolean comment = value.charAt(i) == '#' || value.charAt(i) == ';';
            if (comment && Character.isWhitespace(value.charAt(i - 1))) {
                return value.substring(0, i).strip();
            }
        }
        return value.startsWith("#") || value.startsWith(";") ? "" : value;
    }

    private static ConfigurationException unreadable(Path path, String why) {
        return new ConfigurationException("CFG_PROFILE", "the file of profiles " + path + " cannot be read: " + why,
                "make it readable, or set AWS_CONFIG_FILE to another one, or AWS_REGION and no AWS_PROFILE");
    }
}
