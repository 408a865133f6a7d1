package dev.crossdock.app.cli;

import dev.crossdock.ledger.FailedObjects;
import dev.crossdock.ledger.FileLedger;
import dev.crossdock.plan.KeyPlan;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Outcome;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Keys of what failed in a run. Its journal is read when the first one is asked for.
final class FailedKeys implements KeyPlan.KeySource {

    private final FileLedger ledger;
    private final String run;
    private final Predicate<Outcome.Failed> wanted;
    private @Nullable FailedObjects failed;

    FailedKeys(FileLedger ledger, String run, Predicate<Outcome.Failed> wanted) {
        this.ledger = ledger;
        this.run = run;
        this.wanted = wanted;
    }

    @Override
    public Optional<String> next() throws StoreException {
        FailedObjects opened = failed;
        if (opened == null) {
            opened = ledger.failed(run, wanted);
            failed = opened;
        }
        return opened.next().map(Outcome.Failed::key);
    }

    @Override
    public void close() {
        if (failed != null) {
            failed.close();
        }
    }
}
