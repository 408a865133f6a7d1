package dev.crossdock.ledger;

import dev.crossdock.env.Disk;
import dev.crossdock.ledger.JournalRecord.Resumed;
import dev.crossdock.ledger.JournalRecord.Settled;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Outcome;
import java.util.Optional;
import java.util.function.Predicate;

/// Objects that the last session of a run gave up, in ascending order of keys, however many there are: what does not
/// fit into memory is sorted on disk. Not for concurrent use.
public final class FailedObjects implements AutoCloseable {

    private final SortedRun failed;
    private final ScratchFiles scratch;

    private FailedObjects(SortedRun failed, ScratchFiles scratch) {
        this.failed = failed;
        this.scratch = scratch;
    }

    /// Reads a journal to its present end.
    ///
    /// @param scratch for sorting; closed in the end, also if this fails
    static FailedObjects of(JournalReader reader, Predicate<? super Outcome.Failed> wanted, Disk disk,
            ScratchFiles scratch, SortBudget budget) throws StoreException {
        SettledSorter sorter = new SettledSorter(disk, scratch, budget);
        try {
            for (Optional<JournalRecord> each = reader.next(); each.isPresent(); each = reader.next()) {
                if (each.get() instanceof Resumed) {
                    sorter.close();
                    sorter = new SettledSorter(disk, scratch, budget);
                } else if (each.get() instanceof Settled settled && settled.outcome() instanceof Outcome.Failed one
                        && wanted.test(one)) {
                    sorter.add(settled);
                }
            }
            return new FailedObjects(sorter.finish(), scratch);
        } catch (StoreException | RuntimeException e) {
            sorter.close();
            scratch.close();
            throw e;
        }
    }

    /// The next one, or empty after the last.
    ///
    /// @throws StoreException if a file in which they were sorted cannot be read
    public Optional<Outcome.Failed> next() throws StoreException {
        Optional<Settled> next = failed.next();
        return next.isPresent() && next.get().outcome() instanceof Outcome.Failed one
                ? Optional.of(one)
                : Optional.empty();
    }

    /// Removes the files in which they were sorted. Never throws.
    @Override
    public void close() {
        failed.close();
        scratch.close();
    }
}
