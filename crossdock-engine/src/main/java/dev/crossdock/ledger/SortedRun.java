package dev.crossdock.ledger;

import dev.crossdock.ledger.JournalRecord.Settled;
import dev.crossdock.store.StoreException;
import java.util.Optional;

/// Outcomes in ascending order of their keys, one for each key.
interface SortedRun extends AutoCloseable {

    /// The next one, or empty after the last.
    Optional<Settled> next() throws StoreException;

    @Override
    void close();
}
