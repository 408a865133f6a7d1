package dev.crossdock.plan;

import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Receipt;
import java.util.Optional;

/// What is already known to be copied, in ascending order of source keys. Not for concurrent use.
public interface Proven extends AutoCloseable {

    /// Nothing is known.
    Proven NOTHING = new Proven() {
        @Override
        public Optional<Copied> next() {
            return Optional.empty();
        }

        @Override
        public void close() {
            // There is nothing to give up.
        }
    };

    /// One proven copy.
    ///
    /// @param key source key
    /// @param receipt its evidence
    record Copied(String key, Receipt receipt) {}

    /// The next one, or empty at the end.
    Optional<Copied> next() throws StoreException;

    /// Gives up what is left. Idempotent, never throws.
    @Override
    void close();
}
