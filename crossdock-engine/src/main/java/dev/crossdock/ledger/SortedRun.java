package dev.crossdock.ledger;

import dev.crossdock.ledger.JournalRecord.Settled;
import dev.crossdock.store.StoreException;
import java.io.IOException;
import java.util.Optional;

/// Outcomes in ascending order of their keys, one for each key.
interface SortedRun extends AutoCloseable {

    /// The next one, or empty after the last.
    Optional<Settled> next() throws StoreException;

    /// Writes the rest of them, which may be cheaper than one by one.
    ///
    /// @return how many
    default long writeTo(FrameWriter frames) throws StoreException, IOException {
        long count = 0;
        for (Optional<Settled> each = next(); each.isPresent(); each = next()) {
            frames.add(each.get());
            count++;
        }
        return count;
    }

    @Override
    void close();
}
