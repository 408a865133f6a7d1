package dev.crossdock.testkit.gcs;

import java.time.Duration;
import java.util.Set;

/// How a bucket is set up.
///
/// @param defaultKmsKeyName empty for Google's own keys
/// @param retention how long objects are kept from being deleted or replaced; zero for no policy
/// @param traits the rest
public record GcsBucket(String name, String location, String storageClass, String defaultKmsKeyName, Duration retention,
        Set<Trait> traits) {

    /// What a bucket may be besides.
    public enum Trait {
        /// What is replaced or deleted stays as a noncurrent generation.
        VERSIONED,
        /// Requests have to name a project that pays.
        REQUESTER_PAYS,
        /// Everybody may list and read.
        PUBLIC,
        /// New objects are born with an event-based hold.
        HOLDS_BY_DEFAULT
    }

    public GcsBucket {
        if (name.isEmpty() || name.contains("/")) {
            throw new IllegalArgumentException("no name of a bucket: " + name);
        }
        traits = Set.copyOf(traits);
    }

    /// In one region, of class STANDARD, and nothing else.
    public static GcsBucket named(String name) {
        return new GcsBucket(name, "US-EAST1", "STANDARD", "", Duration.ZERO, Set.of());
    }

    public GcsBucket in(String otherLocation) {
        return new GcsBucket(name, otherLocation, storageClass, defaultKmsKeyName, retention, traits);
    }

    public GcsBucket ofClass(String otherClass) {
        return new GcsBucket(name, location, otherClass, defaultKmsKeyName, retention, traits);
    }

    public GcsBucket encryptedWith(String kmsKeyName) {
        return new GcsBucket(name, location, storageClass, kmsKeyName, retention, traits);
    }

    public GcsBucket retaining(Duration period) {
        return new GcsBucket(name, location, storageClass, defaultKmsKeyName, period, traits);
    }

    /// With exactly these traits.
    public GcsBucket with(Trait... only) {
        return new GcsBucket(name, location, storageClass, defaultKmsKeyName, retention, Set.of(only));
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }
}
