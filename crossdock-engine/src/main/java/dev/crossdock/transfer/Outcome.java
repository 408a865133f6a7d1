package dev.crossdock.transfer;

import dev.crossdock.store.Failure;
import java.util.List;

/// What became of one source object. Exactly one for each that a run sees.
public sealed interface Outcome {

    /// The source key.
    String key();

    /// Copied and proven.
    ///
    /// @param targetKey where it is now
    /// @param receipt the evidence
    /// @param attempts how often it was tried, at least 1
    record Delivered(String key, String targetKey, Receipt receipt, int attempts) implements Outcome {}

    /// Left as it was.
    ///
    /// @param sizeBytes as listed
    /// @param why the evidence
    record Kept(String key, long sizeBytes, KeepReason why) implements Outcome {}

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
