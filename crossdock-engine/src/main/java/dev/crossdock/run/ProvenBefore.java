package dev.crossdock.run;

import dev.crossdock.ledger.RunHistory;
import dev.crossdock.plan.Proven;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Outcome;
import java.util.Optional;

/// What earlier sessions of a run have delivered, counted as it goes by.
final class ProvenBefore implements Proven {

    private final Optional<RunHistory> history;
    private long objects;
    private long sizeBytes;

    ProvenBefore(Optional<RunHistory> history) {
        this.history = history;
    }

    @Override
    public Optional<Copied> next() throws StoreException {
        if (history.isEmpty()) {
            return Optional.empty();
        }
        Optional<Outcome.Delivered> next = history.get().next();
        if (next.isEmpty()) {
            return Optional.empty();
        }
        objects++;
        sizeBytes += next.get().receipt().sizeBytes();
        return Optional.of(new Copied(next.get().key(), next.get().receipt()));
    }

    /// Counts those, too, that the plan did not come to: they stay delivered, though their source be gone.
    void drain() throws StoreException {
        while (next().isPresent()) {
            // Only the count matters.
        }
    }

    long objects() {
        return objects;
    }

    long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public void close() {
        history.ifPresent(RunHistory::close);
    }
}
