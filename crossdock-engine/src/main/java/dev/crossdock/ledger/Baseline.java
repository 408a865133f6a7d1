package dev.crossdock.ledger;

import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Receipt;
import java.util.Optional;

/// What is known to be proven of a pair, in ascending order of source keys, and its next edition in the making.
/// Reading and retaining are for one task, [#proven] for one other; [#commit] and [#close] come after both have ended.
///
/// Of two processes that commit for the same pair, the later one wins, with all that it retained and proved itself.
public interface Baseline extends AutoCloseable {

    /// The next entry of the present edition, or empty at its end. An edition that turns out to be damaged, cannot be
    /// read or was written for another pair or by a newer version ends there: it only saves work.
    Optional<Entry> next() throws StoreException;

    /// Takes an entry into the next edition. Keys ascend. What is not retained is left out.
    ///
    /// @throws StoreException LEDGER_IO or NO_SPACE if it cannot be written
    void retain(String key, Receipt receipt) throws StoreException;

    /// Takes what was proven just now into the next edition, in place of what is retained under the same key. In any
    /// order; of several under one key, the last one counts.
    ///
    /// @throws StoreException LEDGER_IO or NO_SPACE if it cannot be written
    void proven(String key, Receipt receipt) throws StoreException;

    /// Makes the next edition the present one, durably and in one step; once only. Writes nothing if both are the same,
    /// nor over an edition that a newer version has written.
    ///
    /// @throws StoreException LEDGER_IO or NO_SPACE if it cannot be written; the present edition is as before, or
    ///     already the next one
    void commit() throws StoreException;

    /// Whether the present edition was found to be damaged, unreadable or that of another pair, as far as it was read.
    boolean damaged();

    /// Gives up the next edition, unless it was committed. Never throws.
    @Override
    void close();

    /// One object that was copied, or compared, and proven.
    ///
    /// @param key source key
    /// @param receipt both versions and their common checksum
    record Entry(String key, Receipt receipt) {}
}
