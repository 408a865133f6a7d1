package dev.crossdock.run;

import dev.crossdock.ledger.Baseline;
import dev.crossdock.plan.Proven;
import dev.crossdock.store.StoreException;
import java.util.Optional;

/// The baseline of a pair as a plan reads it.
public final class KnownPair implements Proven {

    private final Optional<Baseline> baseline;

    /// Reads it from its present place on.
    ///
    /// @param baseline empty if nothing is known
    public KnownPair(Optional<Baseline> baseline) {
        this.baseline = baseline;
    }

    @Override
    public Optional<Copied> next() throws StoreException {
        if (baseline.isEmpty()) {
            return Optional.empty();
        }
        return baseline.get().next().map(entry -> new Copied(entry.key(), entry.receipt()));
    }

    /// The run closes the baseline itself, when its next edition is complete or given up.
    @Override
    public void close() {
        // Nothing of its own.
    }
}
