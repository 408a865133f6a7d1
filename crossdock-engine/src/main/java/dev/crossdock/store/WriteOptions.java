package dev.crossdock.store;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Attributes;
import java.time.Instant;
import java.util.Optional;

/// How an object is written.
///
/// @param precondition what must be at the key at the moment of the write
/// @param algorithm what the service shall check with; of [Capabilities#checksums]
/// @param attributes headers and metadata to keep
/// @param modified time of last modification of the original, which local stores keep
/// @param storageClass of the new object, as the store names it; an empty string for what the store is set up with
public record WriteOptions(Precondition precondition, Optional<Algorithm> algorithm, Attributes attributes,
        Optional<Instant> modified, String storageClass) {

    /// In the storage class that the store is set up with.
    public WriteOptions(Precondition precondition, Optional<Algorithm> algorithm, Attributes attributes,
            Optional<Instant> modified) {
        this(precondition, algorithm, attributes, modified, "");
    }

    /// A plain write with a precondition.
    public static WriteOptions of(Precondition precondition) {
        return new WriteOptions(precondition, Optional.empty(), Attributes.NONE, Optional.empty());
    }
}
