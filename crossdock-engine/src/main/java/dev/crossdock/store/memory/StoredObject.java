package dev.crossdock.store.memory;

import dev.crossdock.object.Attributes;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.WriteOptions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An object as it is kept, for ever the same. Compared by identity, so that atomic replacement means this very object.
final class StoredObject {

    private final String version;
    private final byte[] bytes;
    private final Instant modified;
    private final List<Checksum> checksums;
    private final Attributes attributes;
    private final String storageClass;

    StoredObject(String version, byte[] bytes, Instant modified, List<Checksum> checksums, WriteOptions options) {
        this.version = version;
        this.bytes = bytes;
        this.modified = modified;
        this.checksums = checksums;
        this.attributes = options.attributes();
        this.storageClass = options.storageClass();
    }

    String version() {
        return version;
    }

    String etag() {
        return "etag-" + version;
    }

    /// The bytes themselves, which nobody changes.
    byte[] bytes() {
        return bytes;
    }

    Attributes attributes() {
        return attributes;
    }

    List<Checksum> checksums() {
        return checksums;
    }

    ObjectStat stat(String key) {
        return new ObjectStat(key, bytes.length, version, etag(), Optional.of(modified), checksums,
                attributes.tags().isEmpty() ? attributes : attributes.withTags(Map.of()), storageClass,
                attributes.tags().size(), ObjectStat.Standing.CURRENT);
    }

    /// What a listing shows.
    ObjectStat listed(String key) {
        return new ObjectStat(key, bytes.length, version, etag(), Optional.of(modified), List.of(), Attributes.NONE);
    }
}
