package dev.crossdock.s3;

import dev.crossdock.object.Algorithm;
import dev.crossdock.store.Capabilities;
import java.util.Set;

/// Kinds of service, which differ in what they can be trusted with.
public enum S3Profile {
    /// Amazon S3 itself.
    AWS,
    /// Anything else that speaks S3. It is asked for checks and conditions as Amazon S3 is, but only what its replies
    /// show counts; and since some services ignore conditions on completing, copying and deleting, these are preceded
    /// by a look of our own.
    GENERIC;

    private static final Capabilities OF_AWS = capabilities("AWS");
    private static final Capabilities OF_GENERIC = capabilities("generic");

    /// What such a service can do.
    public Capabilities capabilities() {
        return switch (this) {
            case AWS -> OF_AWS;
            case GENERIC -> OF_GENERIC;
        };
    }

    /// Whether a condition needs a look of our own besides the service's.
    boolean looksFirst() {
        return this == GENERIC;
    }

    /// Whether a batch of deletes can name a condition for each.
    boolean batchesConditions() {
        return this == AWS;
    }

    /// Whether completion can name the size that the service shall check.
    boolean checksSize() {
        return this == AWS;
    }

    private static Capabilities capabilities(String name) {
        Set<Algorithm> checksums = Set.of(Algorithm.CRC32C, Algorithm.CRC64NVME, Algorithm.CRC32, Algorithm.SHA256,
                Algorithm.SHA1);
        // Amazon S3 user guide, "Amazon S3 multipart upload limits": 5 GiB, 5 MiB, 5 GiB, 10,000.
        return new Capabilities(name, checksums, Capabilities.Checker.SERVICE, true, true, false, true, true, true,
                true,
                5L << 30, 5L << 20, 5L << 30, 10_000, S3Keys.BYTES_MAX);
    }
}
