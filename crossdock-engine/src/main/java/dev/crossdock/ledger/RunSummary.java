package dev.crossdock.ledger;

import dev.crossdock.ledger.JournalRecord.Sealed;
import dev.crossdock.ledger.JournalRecord.Started;
import java.util.Optional;

/// What can be told of a run at a glance, without reading its whole journal.
///
/// @param run its name, which begins with the time of its start
/// @param state whether it is finished
/// @param started how it began; empty if damaged
/// @param seal how it ended, if it is finished
public record RunSummary(String run, State state, Optional<Started> started, Optional<Sealed> seal) {

    /// Whether a run is finished.
    public enum State {
        /// Being carried out, or interrupted: repeating its order goes on with it.
        UNFINISHED,
        /// Sealed.
        FINISHED,
        /// Its journal cannot be read; reading it whole says why.
        DAMAGED
    }
}
