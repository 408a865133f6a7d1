package dev.crossdock.object;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a store says of one object.
///
/// @param key full key in its store
/// @param sizeBytes size as stored
/// @param version opaque, equal for equal content written at the same time: S3 version id or ETag, file identity;
///     what a read is pinned to and a conditional write compares with
/// @param etag the ETag without quotes, or an empty string where the store has none; an MD5 only if proven
/// @param modified time of last modification, or empty when unknown or nonsense
/// @param checksums values that the store keeps; empty in listings that do not show them
/// @param attributes headers and user metadata; none in listings
/// @param storageClass as the store names it, such as `STANDARD_IA`; an empty string where there is none or it is not told
/// @param tagCount how many tags it has, as far as the store tells without being asked for them
/// @param standing whether it is what the key holds now, or an older version
public record ObjectStat(String key, long sizeBytes, String version, String etag, Optional<Instant> modified,
        List<Checksum> checksums, Attributes attributes, String storageClass, int tagCount, Standing standing) {

    /// What a version is to its key.
    public enum Standing {
        /// The object that the key holds now.
        CURRENT,
        /// An older version of it.
        NONCURRENT,
        /// No object, but the mark that the key was deleted at that time.
        DELETE_MARKER
    }

    /// A present object of which no storage class and no tags are known.
    public ObjectStat(String key, long sizeBytes, String version, String etag, Optional<Instant> modified,
            List<Checksum> checksums, Attributes attributes) {
        this(key, sizeBytes, version, etag, modified, checksums, attributes, "", 0, Standing.CURRENT);
    }

    /// Checks the size and copies the list.
    public ObjectStat {
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("size " + sizeBytes + " of " + key);
        }
        checksums = List.copyOf(checksums);
    }

    /// A checksum over the whole object in that algorithm, if the store keeps one.
    public Optional<Checksum> fullObject(Algorithm algorithm) {
        for (Checksum each : checksums) {
            if (each.fullObject() && each.algorithm() == algorithm) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
