package dev.crossdock.plan;

import dev.crossdock.object.Location;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.KeepReason;
import dev.crossdock.transfer.Order;
import dev.crossdock.transfer.Receipt;
import dev.crossdock.transfer.WorkItem;
import java.util.Optional;

/// What there is to do for an order: both listings and what is already proven, merged in one pass and constant
/// memory. Every source object comes out exactly once, to be copied or to be kept for a named reason.
/// Not for concurrent use.
public final class Plan implements AutoCloseable {

    private final Order order;
    private final Listing sourceListing;
    private final Listing targetListing;
    private final Proven provenStream;
    private final Ordered<ObjectStat> source;
    private final Ordered<ObjectStat> target;
    private final Ordered<Proven.Copied> proven;
    private boolean sourceFailed;

    /// @param order whose prefixes are listed
    /// @param source store to list
    /// @param target store to list
    /// @param proven what this run has copied before; closed with the plan
    public Plan(Order order, ObjectStore source, ObjectStore target, Proven proven) {
        this.order = order;
        this.sourceListing = listing(source, order.source().prefix());
        this.targetListing = listing(target, targetPrefix(order));
        this.provenStream = proven;
        this.source = new Ordered<>(order.source().toString(), sourceListing::next, ObjectStat::key);
        this.target = new Ordered<>(order.target().toString(), targetListing::next, ObjectStat::key);
        this.proven = new Ordered<>("journal", proven::next, Proven.Copied::key);
    }

    /// The next item, or empty when every source object has come out.
    ///
    /// @throws StoreException if a listing failed; a later call tries again at the same place
    public Optional<WorkItem> next() throws StoreException {
        sourceFailed = true;
        Optional<ObjectStat> listed = source.peek();
        sourceFailed = false;
        if (listed.isEmpty()) {
            return Optional.empty();
        }
        String targetKey = order.targetKey(listed.get().key());
        Optional<ObjectStat> there = target.takeAt(targetKey);
        Optional<Proven.Copied> before = proven.takeAt(listed.get().key());
        source.take();
        return Optional.of(decide(listed.get(), targetKey, there, before));
    }

    /// Passes over the part of the source that the last [#next] failed at, such as a directory that may not be read.
    ///
    /// @return false if it was not the source that failed, or there is no telling where it goes on
    public boolean skip() {
        return sourceFailed && sourceListing.skip();
    }

    /// Gives up listings.
    @Override
    public void close() {
        sourceListing.close();
        targetListing.close();
        provenStream.close();
    }

    /// | source | target | journal | then |
    /// |---|---|---|---|
    /// | empty key with `/` at its end | local | | keep: a filesystem has no such file |
    /// | as proven | as proven | proven | keep: proven before |
    /// | changed, or else | changed | proven | copy again |
    /// | any | same size and ETag | | keep: same |
    /// | any | absent or other | | copy |
    private WorkItem decide(ObjectStat listed, String targetKey, Optional<ObjectStat> there,
            Optional<Proven.Copied> before) {
        if (listed.sizeBytes() == 0 && targetKey.endsWith("/") && order.target().scheme() == Location.Scheme.LOCAL) {
            return new WorkItem.Keep(listed, KeepReason.DIRECTORY_MARKER);
        }
        if (before.isPresent()) {
            Receipt receipt = before.get().receipt();
            return there.isPresent() && receipt.sourceVersion().equals(listed.version())
                    && receipt.targetVersion().equals(there.get().version())
                            ? new WorkItem.Keep(listed, KeepReason.PROVEN_BEFORE)
                            : new WorkItem.Copy(listed, targetKey, there, Optional.of(receipt));
        }
        return there.isPresent() && Sameness.byListing(listed, there.get())
                ? new WorkItem.Keep(listed, KeepReason.SAME_ETAG)
                : new WorkItem.Copy(listed, targetKey, there, Optional.empty());
    }

    private static Listing listing(ObjectStore store, String prefix) {
        return prefix.isEmpty() || prefix.endsWith("/")
                ? store.list(ListOptions.of(prefix))
                : new SingleObject(store, prefix);
    }

    private static String targetPrefix(Order order) {
        String prefix = order.source().prefix();
        return prefix.isEmpty() || prefix.endsWith("/") ? order.target().prefix() : order.targetKey(prefix);
    }
}
