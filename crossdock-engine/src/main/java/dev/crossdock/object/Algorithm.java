package dev.crossdock.object;

import java.util.Locale;
import java.util.Optional;

/// A checksum algorithm that stores compute, with the name that Amazon S3 gives it in headers.
public enum Algorithm {
    /// CRC-32 of ISO 3309, as in zip.
    CRC32(4, true),
    /// CRC-32C (Castagnoli).
    CRC32C(4, true),
    /// CRC-64/NVME, what Amazon S3 computes when a client sends nothing.
    CRC64NVME(8, true),
    /// SHA-1.
    SHA1(20, false),
    /// SHA-256.
    SHA256(32, false),
    /// MD5.
    MD5(16, false);

    private final int sizeBytes;
    private final boolean combinable;

    Algorithm(int sizeBytes, boolean combinable) {
        this.sizeBytes = sizeBytes;
        this.combinable = combinable;
    }

    /// Size of a value, in bytes.
    public int sizeBytes() {
        return sizeBytes;
    }

    /// Whether the value of a whole follows from the values and sizes of its parts.
    public boolean combinable() {
        return combinable;
    }

    /// The name in lower case, as in `x-amz-checksum-crc32c`.
    public String headerName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The algorithm of that name, in any case, or empty for one that is not known here.
    public static Optional<Algorithm> named(String name) {
        for (Algorithm each : values()) {
            if (each.name().equalsIgnoreCase(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /// A new computation over no bytes yet.
    public Digest digest() {
        return switch (this) {
            case CRC32, CRC32C -> new Crc32Digest(this);
            case CRC64NVME -> new Crc64Digest();
            case SHA1, SHA256, MD5 -> new MessageDigestDigest(this);
        };
    }
}
