package dev.crossdock.store;

import dev.crossdock.object.ObjectStat;
import java.util.Optional;

/// Objects in strictly ascending order of their keys' UTF-8 bytes. Not for concurrent use.
public interface Listing extends AutoCloseable {

    /// Nothing at all.
    Listing NOTHING = new Listing() {
        @Override
        public Optional<ObjectStat> next() {
            return Optional.empty();
        }

        @Override
        public void close() {
            // There is nothing to give up.
        }
    };

    /// One that fails whenever it is asked.
    static Listing refused(Failure failure) {
        return new Listing() {
            @Override
            public Optional<ObjectStat> next() throws StoreException {
                throw new StoreException(failure);
            }

            @Override
            public void close() {
                // There is nothing to give up.
            }
        };
    }

    /// The next object, or empty at the end, which is only reached when the store said that there are no more.
    ///
    /// @throws StoreException if the listing cannot go on; LIST_LOOP or LIST_ORDER if the store repeats itself or
    ///     breaks the order. There may be more objects: nothing may be concluded from what is missing so far. A later
    ///     call tries again at the same place.
    Optional<ObjectStat> next() throws StoreException;

    /// Passes over the place that the last call of [#next] failed at, such as a directory that may not be read: what is
    /// there stays unknown, which the caller has to account for.
    ///
    /// @return false if the listing cannot go on behind it, or the last call did not fail
    default boolean skip() {
        return false;
    }

    /// Gives up what is left. Idempotent, never throws.
    @Override
    void close();
}
