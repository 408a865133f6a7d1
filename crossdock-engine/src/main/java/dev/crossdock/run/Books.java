package dev.crossdock.run;

import dev.crossdock.ledger.Baseline;
import dev.crossdock.ledger.Candidates;
import dev.crossdock.ledger.FileLedger;
import dev.crossdock.ledger.OpenRun;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Order;
import java.util.Optional;

/// What a run writes down.
///
/// @param opened its journal, new or taken over
/// @param baseline of the pair, which the run uses and renews; empty for one that does neither
/// @param candidates of deletion
public record Books(OpenRun opened, Optional<Baseline> baseline, Candidates candidates) implements AutoCloseable {

    /// Opens all of them for an order.
    ///
    /// @throws StoreException as [FileLedger#open]
    public static Books open(FileLedger ledger, Order order) throws StoreException {
        OpenRun opened = ledger.open(order);
        return new Books(opened, Optional.of(ledger.baseline(order)), ledger.candidates(opened));
    }

    /// Gives up the journal and whatever was not finished. Without a seal, the run goes on when its order is repeated.
    @Override
    public void close() {
        candidates.close();
        baseline.ifPresent(Baseline::close);
        opened.journal().close();
    }
}
