package dev.crossdock.plan;

import dev.crossdock.object.Keys;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Order;
import java.util.Optional;

/// Both sides of an order, merged in one pass and constant memory: every object of either side comes out exactly once,
/// with the one of the other side if there is one. Not for concurrent use.
public final class Pairs implements AutoCloseable {

    /// One of the two listings.
    public enum Side {
        /// Where objects come from.
        SOURCE,
        /// Where they went.
        TARGET
    }

    /// One key; at least one side has it.
    ///
    /// @param key at the source
    /// @param targetKey at the target
    /// @param source as listed there
    /// @param target as listed there
    public record Pair(String key, String targetKey, Optional<ObjectStat> source, Optional<ObjectStat> target) {

        /// Checks that there is something.
        public Pair {
            if (source.isEmpty() && target.isEmpty()) {
                throw new IllegalArgumentException("a pair of nothing: " + key);
            }
        }

        /// The object at the source, or else at the target.
        public ObjectStat either() {
            return source.or(() -> target).orElseThrow();
        }

        /// Whether both are there with equal sizes and equal ETags of the kind that is derived from the bytes.
        public boolean sameEtag() {
            return source.isPresent() && target.isPresent() && Sameness.byListing(source.get(), target.get());
        }
    }

    private final Order order;
    private final Listing sourceListing;
    private final Listing targetListing;
    private final Ordered<ObjectStat> source;
    private final Ordered<ObjectStat> target;
    private Optional<Side> failing = Optional.empty();

    /// @param order whose keys are mapped
    /// @param source lists what is below its source; closed with this
    /// @param target lists what is below its target; closed with this
    public Pairs(Order order, Listing source, Listing target) {
        this.order = order;
        this.sourceListing = source;
        this.targetListing = target;
        this.source = new Ordered<>(order.source().toString(), source::next, ObjectStat::key);
        this.target = new Ordered<>(order.target().toString(), target::next, ObjectStat::key);
    }

    /// Of the listings of both stores; where the source is one object that is named by its key, of a look at that object
    /// and at what is in its place.
    ///
    /// @param way to list either of them
    public static Pairs of(Order order, ObjectStore source, ObjectStore target, Listings.Way way) {
        return new Pairs(order, Listings.source(order, source, way), Listings.target(order, target, way));
    }

    /// The next one in the order of keys, or empty at the end of both listings.
    ///
    /// @throws StoreException if a listing failed, LIST_ORDER if it is out of order; a later call tries again at the same
    ///     place
    public Optional<Pair> next() throws StoreException {
        failing = Optional.of(Side.SOURCE);
        Optional<ObjectStat> here = source.peek();
        failing = Optional.of(Side.TARGET);
        Optional<ObjectStat> there = target.peek();
        failing = Optional.empty();
        if (here.isEmpty() && there.isEmpty()) {
            return Optional.empty();
        }
        int which = here.isEmpty() ? 1 : there.isEmpty() ? -1 : compare(here.get(), there.get());
        return Optional.of(take(which));
    }

    /// Passes over what the last [#next] failed at, such as a directory that may not be read.
    ///
    /// @return whose listing goes on behind it; empty if none can
    public Optional<Side> skip() {
        return failing.filter(side -> (side == Side.SOURCE ? sourceListing : targetListing).skip());
    }

    /// Gives up both listings.
    @Override
    public void close() {
        sourceListing.close();
        targetListing.close();
    }

    private int compare(ObjectStat here, ObjectStat there) {
        return Keys.compare(order.targetKey(here.key()), there.key());
    }

    /// @param which negative for the source's next, positive for the target's, zero for both
    private Pair take(int which) throws StoreException {
        Optional<ObjectStat> here = which <= 0 ? source.take() : Optional.empty();
        Optional<ObjectStat> there = which >= 0 ? target.take() : Optional.empty();
        String key = here.isPresent() ? here.get().key() : order.sourceKey(there.orElseThrow().key());
        String targetKey = there.isPresent() ? there.get().key() : order.targetKey(key);
        return new Pair(key, targetKey, here, there);
    }
}
