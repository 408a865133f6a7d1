package dev.crossdock.plan;

import dev.crossdock.object.Keys;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Listing;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Order;
import dev.crossdock.transfer.WorkItem;
import java.util.Optional;

/// What there is to do for an order: both listings, what is already proven in this run and what earlier runs have
/// proven, merged in one pass and constant memory. Every source object comes out exactly once, to be copied or to be
/// kept for a named reason; so does every object that only the target has, if the order wants to know.
/// Not for concurrent use.
public final class Plan implements WorkSource {

    private final Order order;
    private final Rules rules;
    private final Decisions decisions;
    private final Listing sourceListing;
    private final Listing targetListing;
    private final Proven provenStream;
    private final Proven baselineStream;
    private final Ordered<ObjectStat> source;
    private final Ordered<ObjectStat> target;
    private final Ordered<Proven.Copied> proven;
    private final Ordered<Proven.Copied> baseline;
    private boolean sourceFailed;
    private long targetObjects;

    /// @param order whose keys are mapped
    /// @param rules how each object is decided
    /// @param source lists the source, in order; closed with the plan
    /// @param target lists the target, likewise
    /// @param proven what this run has copied before; closed with the plan
    /// @param baseline what earlier runs have copied; closed with the plan
    public Plan(Order order, Rules rules, Listing source, Listing target, Proven proven, Proven baseline) {
        this.order = order;
        this.rules = rules;
        this.decisions = new Decisions(order, rules);
        this.sourceListing = source;
        this.targetListing = target;
        this.provenStream = proven;
        this.baselineStream = baseline;
        this.source = new Ordered<>(order.source().toString(), source::next, ObjectStat::key);
        this.target = new Ordered<>(order.target().toString(), target::next, ObjectStat::key);
        this.proven = new Ordered<>("journal", proven::next, Proven.Copied::key);
        this.baseline = new Ordered<>("baseline", baseline::next, Proven.Copied::key);
    }

    @Override
    public Optional<WorkItem> next() throws StoreException {
        while (true) {
            sourceFailed = true;
            Optional<ObjectStat> listed = source.peek();
            sourceFailed = false;
            Optional<ObjectStat> there = target.peek();
            if (there.isPresent() && (listed.isEmpty() || behind(there.get(), listed.get()))) {
                Optional<WorkItem> extra = extra(there.get());
                target.take();
                targetObjects++;
                if (extra.isPresent()) {
                    return extra;
                }
            } else if (listed.isPresent()) {
                return Optional.of(decide(listed.get()));
            } else {
                return Optional.empty();
            }
        }
    }

    private boolean behind(ObjectStat there, ObjectStat listed) {
        return Keys.compare(there.key(), order.targetKey(listed.key())) < 0;
    }

    /// What only the target has and the filter leaves out is none of the order's business.
    private Optional<WorkItem> extra(ObjectStat there) {
        if (rules.extras() == Rules.Extras.LEAVE || rules.filter().excludes(targetName(there), there).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new WorkItem.Extra(order.sourceKey(there.key()), there));
    }

    private String targetName(ObjectStat there) {
        return there.key().substring(order.target().prefix().length());
    }

    private WorkItem decide(ObjectStat listed) throws StoreException {
        String targetKey = order.targetKey(listed.key());
        Optional<ObjectStat> there = target.takeAt(targetKey);
        Optional<Proven.Copied> before = proven.takeAt(listed.key());
        Optional<Proven.Copied> earlier = baseline.takeAt(listed.key());
        source.take();
        if (there.isPresent()) {
            targetObjects++;
        }
        return decisions.decide(listed, targetKey, there, before.map(Proven.Copied::receipt),
                earlier.map(Proven.Copied::receipt));
    }

    @Override
    public boolean skip() {
        return sourceFailed && sourceListing.skip();
    }

    @Override
    public boolean whole() {
        return true;
    }

    @Override
    public long targetObjects() {
        return targetObjects;
    }

    @Override
    public void close() {
        sourceListing.close();
        targetListing.close();
        provenStream.close();
        baselineStream.close();
    }
}
