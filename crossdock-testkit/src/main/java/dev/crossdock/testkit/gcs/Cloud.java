package dev.crossdock.testkit.gcs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;

/// All buckets, and the time. Whoever uses it holds the fake's lock.
final class Cloud {
    private final TreeMap<String, Shelf> shelves = new TreeMap<>();
    private Duration ahead = Duration.ZERO;
    private long lastGeneration;
    private long lastId;

    Instant now() {
        return InstantSource.system().instant().plus(ahead);
    }

    /// Lets time pass at once.
    void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    /// Microseconds since 1970 and never the same twice, as the service draws them.
    long nextGeneration() {
        lastGeneration = Math.max(lastGeneration + 1, ChronoUnit.MICROS.between(Instant.EPOCH, now()));
        return lastGeneration;
    }

    /// A word that nothing else is called by.
    String nextId(String prefix) {
        return prefix + ++lastId + "-" + Long.toString(nextGeneration(), 36);
    }

    Collection<Shelf> shelves() {
        return shelves.values();
    }

    void add(GcsBucket bucket) {
        if (shelves.putIfAbsent(bucket.name(), new Shelf(bucket, now())) != null) {
            throw new GcsError(409, "conflict",
                    "Your previous request to create the named bucket succeeded and you already own it.");
        }
    }

    void remove(Shelf shelf) {
        shelves.remove(shelf.name());
    }

    Optional<Shelf> find(String bucket) {
        return Optional.ofNullable(shelves.get(bucket));
    }

    /// @throws GcsError `notFound` if there is none
    Shelf shelf(String bucket) {
        return find(bucket).orElseThrow(GcsError::noBucket);
    }
}
