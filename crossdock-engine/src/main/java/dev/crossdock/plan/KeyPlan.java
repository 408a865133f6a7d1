package dev.crossdock.plan;

import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Order;
import dev.crossdock.transfer.WorkItem;
import java.util.Optional;

/// What there is to do for some keys alone, such as those that failed in an earlier run: both sides are asked for each.
/// A key that the source no longer has comes out as nothing. Not for concurrent use.
public final class KeyPlan implements WorkSource {

    /// Source keys in ascending order.
    public interface KeySource extends AutoCloseable {
        /// The next one, or empty at the end.
        Optional<String> next() throws StoreException;

        @Override
        void close();
    }

    private final Order order;
    private final ObjectStore source;
    private final ObjectStore target;
    private final KeySource keys;
    private final Decisions decisions;
    private final Proven provenStream;
    private final Ordered<Proven.Copied> proven;
    private Optional<String> pending = Optional.empty();
    private Optional<String> skipped = Optional.empty();

    /// @param order whose keys are mapped
    /// @param rules how each object is decided; extras are never told of, since a list of keys is not all there is
    /// @param source to ask
    /// @param target to ask
    /// @param keys which ones; closed with the plan
    /// @param proven what this run has copied before; closed with the plan
    public KeyPlan(Order order, Rules rules, ObjectStore source, ObjectStore target, KeySource keys, Proven proven) {
        this.order = order;
        this.source = source;
        this.target = target;
        this.keys = keys;
        this.decisions = new Decisions(order, rules);
        this.provenStream = proven;
        this.proven = new Ordered<>("journal", proven::next, Proven.Copied::key);
    }

    @Override
    public Optional<WorkItem> next() throws StoreException {
        while (true) {
            if (pending.isEmpty()) {
                pending = keys.next();
            }
            if (pending.isEmpty()) {
                return Optional.empty();
            }
            Optional<ObjectStat> here = source.stat(pending.get());
            if (here.isPresent()) {
                String targetKey = order.targetKey(here.get().key());
                Optional<ObjectStat> there = target.stat(targetKey);
                Optional<Proven.Copied> before = proven.takeAt(pending.get());
                pending = Optional.empty();
                return Optional.of(decisions.decide(here.get(), targetKey, there,
                        before.map(Proven.Copied::receipt), Optional.empty()));
            }
            pending = Optional.empty();
        }
    }

    @Override
    public boolean whole() {
        return false;
    }

    /// One key that cannot be looked at, on either side, says nothing of the others.
    @Override
    public boolean skip() {
        if (pending.isEmpty()) {
            return false;
        }
        skipped = pending;
        pending = Optional.empty();
        return true;
    }

    @Override
    public Optional<String> skippedKey() {
        return skipped;
    }

    @Override
    public void close() {
        keys.close();
        provenStream.close();
    }
}
