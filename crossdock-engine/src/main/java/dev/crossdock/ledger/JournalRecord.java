package dev.crossdock.ledger;

import dev.crossdock.transfer.KeepReason;
import dev.crossdock.transfer.Outcome;
import dev.crossdock.transfer.Receipt;
import java.time.Instant;
import java.util.Optional;

/// One thing that happened in a run.
public sealed interface JournalRecord {

    /// The run began. Always the first record, and only that.
    ///
    /// @param run name of the run
    /// @param order normal form of the order
    /// @param at wall time
    /// @param software name and version of what wrote it
    record Started(String run, String order, Instant at, String software) implements JournalRecord {}

    /// Another session took the run over and looks at every object again: what was kept or failed before is void.
    /// What was delivered stays delivered.
    ///
    /// @param at wall time
    record Resumed(Instant at) implements JournalRecord {}

    /// An object's outcome.
    ///
    /// @param outcome what became of it
    /// @param replaced the receipt of an earlier delivery of the same key in this run, which no longer counts
    record Settled(Outcome outcome, Optional<Receipt> replaced) implements JournalRecord {}

    /// Objects that were kept one after the other, for the same reason. Keys between the first and the last that have
    /// other outcomes have records of their own.
    ///
    /// @param firstKey lowest key
    /// @param lastKey highest key
    /// @param count how many keys, at least 1
    /// @param sizeBytes of all together
    /// @param why the evidence
    record KeptRange(String firstKey, String lastKey, long count, long sizeBytes,
            KeepReason why) implements JournalRecord {

        /// Checks the numbers.
        public KeptRange {
            if (count < 1 || sizeBytes < 0) {
                throw new IllegalArgumentException(count + " keys of " + sizeBytes + " bytes from " + firstKey);
            }
        }

        KeptRange with(String key, long moreBytes) {
            return new KeptRange(firstKey, key, count + 1, sizeBytes + moreBytes, why);
        }
    }

    /// A multipart upload exists and may get its first part.
    ///
    /// @param targetKey the object it will be
    /// @param token reopens it
    /// @param sourceKey the object it is read from
    /// @param sourceVersion the only version of that object that it may be read from
    /// @param sizeBytes of the object
    /// @param partBytes of every part but the last
    record UploadOpened(String targetKey, String token, String sourceKey, String sourceVersion, long sizeBytes,
            long partBytes) implements JournalRecord {}

    /// A multipart upload was completed, aborted or found gone.
    ///
    /// @param token as it was opened
    record UploadClosed(String token) implements JournalRecord {}

    /// The run ended. Always the last record, and only that.
    ///
    /// @param counts of the whole run
    /// @param ending how it ended
    record Sealed(Counts counts, Ending ending) implements JournalRecord {}
}
