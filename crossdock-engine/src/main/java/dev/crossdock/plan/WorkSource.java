package dev.crossdock.plan;

import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.WorkItem;
import java.util.Optional;

/// Where a run draws its work from. Not for concurrent use.
public interface WorkSource extends AutoCloseable {

    /// The next item, or empty when every object has come out.
    ///
    /// @throws StoreException if a listing or look failed; a later call tries again at the same place
    Optional<WorkItem> next() throws StoreException;

    /// Passes over what the last [#next] failed at: a part of the source, such as a directory that may not be read, or a
    /// single key that was to be looked at.
    ///
    /// @return false if something else failed, or there is no telling where it goes on
    boolean skip();

    /// The source key of what [#skip] passed over last, where it is the place of one object and not of many.
    default Optional<String> skippedKey() {
        return Optional.empty();
    }

    /// Whether every object of the pair comes out, so that what does not come out is not there.
    boolean whole();

    /// How many objects of the target have gone by so far: all of them, once [#next] was empty. 0 where the target is not
    /// listed.
    default long targetObjects() {
        return 0;
    }

    /// Gives up listings. Idempotent, never throws.
    @Override
    void close();
}
