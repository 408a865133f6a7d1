package dev.crossdock.testkit.engine;

import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import dev.crossdock.testkit.store.WrappedStore;

/// A store whose service knows the source by itself, however little the source shows.
final class CopyingStore extends WrappedStore {

    private final ObjectStore copying;
    private final ObjectStore known;

    /// @param known the source, as the service sees it
    CopyingStore(ObjectStore inner, ObjectStore known) {
        super(inner);
        this.copying = inner;
        this.known = known;
    }

    @Override
    public Written copy(ObjectStore source, String sourceKey, String version, String key, WriteOptions options)
            throws StoreException {
        return copying.copy(known, sourceKey, version, key, options);
    }
}
