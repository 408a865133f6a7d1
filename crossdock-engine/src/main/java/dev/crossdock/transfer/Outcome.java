package dev.crossdock.transfer;

import dev.crossdock.store.Failure;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What became of one source object. Exactly one for each that a run sees.
public sealed interface Outcome {

    /// The source key.
    String key();

    /// Copied and proven.
    ///
    /// @param targetKey where it is now
    /// @param receipt the evidence
    /// @param attempts how often it was tried, at least 1
    /// @param leftBehind what the target could not keep of it
    record Delivered(String key, String targetKey, Receipt receipt, int attempts,
            Set<LeftBehind> leftBehind) implements Outcome {

        /// Checks and copies.
        public Delivered {
            leftBehind = Set.copyOf(leftBehind);
        }

        /// With everything that belongs to it.
        public Delivered(String key, String targetKey, Receipt receipt, int attempts) {
            this(key, targetKey, receipt, attempts, Set.of());
        }
    }

    /// Left as it was.
    ///
    /// @param sizeBytes as listed
    /// @param why the evidence
    /// @param receipt versions of both sides and their common checksum, if they were compared by one
    record Kept(String key, long sizeBytes, KeepReason why, Optional<Receipt> receipt) implements Outcome {

        /// Kept without having been compared by a checksum in this run.
        public Kept(String key, long sizeBytes, KeepReason why) {
            this(key, sizeBytes, why, Optional.empty());
        }
    }

    /// Deleted at the target, since the source has no such object.
    ///
    /// @param key the source key that is missing
    /// @param targetKey what was deleted
    /// @param sizeBytes as listed
    /// @param version the only version that may have been deleted
    record Removed(String key, String targetKey, long sizeBytes, String version) implements Outcome {}

    /// Given up.
    ///
    /// @param sizeBytes as listed
    /// @param attempts what failed, oldest first, at least one; the last one is why it was given up
    record Failed(String key, long sizeBytes, List<Failure> attempts) implements Outcome {

        /// Checks that there is a reason.
        public Failed {
            attempts = List.copyOf(attempts);
            if (attempts.isEmpty()) {
                throw new IllegalArgumentException("failed without a reason: " + key);
            }
        }

        /// Why it was given up.
        public Failure failure() {
            return attempts.getLast();
        }
    }
}
