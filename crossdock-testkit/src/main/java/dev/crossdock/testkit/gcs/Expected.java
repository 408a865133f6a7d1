package dev.crossdock.testkit.gcs;

import java.util.Map;

/// Checksums that the sender says the bytes have; empty where it says nothing.
record Expected(String crc32c, String md5) {
    static final Expected NOTHING = new Expected("", "");

    /// From the resource that goes along with the bytes.
    static Expected of(Map<String, Object> resource) {
        return new Expected(resource.getOrDefault("crc32c", "").toString(),
                resource.getOrDefault("md5Hash", "").toString());
    }

    /// From the headers of a request: `x-goog-hash`, and `Content-MD5`.
    static Expected of(Call call) {
        String crc32c = "";
        String md5 = call.header("Content-MD5").orElse("");
        for (String each : call.header("X-Goog-Hash").orElse("").split(",", -1)) {
            String hash = each.strip();
            if (hash.startsWith("crc32c=")) {
                crc32c = hash.substring("crc32c=".length());
            } else if (hash.startsWith("md5=")) {
                md5 = hash.substring("md5=".length());
            }
        }
        return new Expected(crc32c, md5);
    }

    /// @throws GcsError `invalid` if the bytes are others
    void check(Media media) {
        String actual = media.crc32c();
        if (!crc32c.isEmpty() && !crc32c.equals(actual)) {
            throw GcsError.invalid("Provided CRC32C \"" + crc32c + "\" doesn't match calculated CRC32C \"" + actual
                    + "\".");
        }
        if (!md5.isEmpty() && !md5.equals(media.md5())) {
            throw GcsError.invalid("Provided MD5 hash \"" + md5 + "\" doesn't match calculated MD5 hash \""
                    + media.md5() + "\".");
        }
    }
}
