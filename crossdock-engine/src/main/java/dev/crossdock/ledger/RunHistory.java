package dev.crossdock.ledger;

import dev.crossdock.ledger.JournalRecord.Settled;
import dev.crossdock.ledger.JournalRecord.UploadOpened;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What earlier sessions of a run have done, as far as it still counts: the objects that they delivered, by key,
/// how much they deleted, and the uploads that they left open. Not for concurrent use.
public final class RunHistory implements AutoCloseable {

    private final SortedRun deliveries;
    private final Map<String, UploadOpened> openUploads;
    private final List<UploadOpened> supersededUploads;
    private final long removedObjects;
    private final long removedBytes;

    RunHistory(SortedRun deliveries, Map<String, UploadOpened> openUploads, List<UploadOpened> supersededUploads,
            long removedObjects, long removedBytes) {
        this.deliveries = deliveries;
        this.openUploads = Map.copyOf(openUploads);
        this.supersededUploads = List.copyOf(supersededUploads);
        this.removedObjects = removedObjects;
        this.removedBytes = removedBytes;
    }

    /// The next delivery in ascending order of source keys, as [dev.crossdock.object.Keys] compares them, or empty
    /// after the last. Of a key that was delivered more than once, only the last delivery is told, and none if
    /// something else became of it afterwards.
    ///
    /// @throws StoreException if a file in which they were sorted cannot be read
    public Optional<Outcome.Delivered> next() throws StoreException {
        for (Optional<Settled> each = deliveries.next(); each.isPresent(); each = deliveries.next()) {
            if (each.get().outcome() instanceof Outcome.Delivered delivered) {
                return Optional.of(delivered);
            }
        }
        return Optional.empty();
    }

    /// Uploads that were opened and not closed, by target key: the latest one of each.
    public Map<String, UploadOpened> openUploads() {
        return openUploads;
    }

    /// Uploads that were opened and not closed, and for whose target key another one was opened later: of no use
    /// any more, but perhaps still there.
    public List<UploadOpened> supersededUploads() {
        return supersededUploads;
    }

    /// How many objects were deleted at the target; they stay deleted, so they count to the end of the run.
    public long removedObjects() {
        return removedObjects;
    }

    /// The size of the objects that were deleted at the target.
    public long removedBytes() {
        return removedBytes;
    }

    /// Removes the files in which it was sorted. Never throws.
    @Override
    public void close() {
        deliveries.close();
    }
}
