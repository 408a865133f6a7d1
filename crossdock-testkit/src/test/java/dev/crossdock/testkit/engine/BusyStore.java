package dev.crossdock.testkit.engine;

import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.testkit.store.WrappedStore;
import java.util.Optional;

/// A store to which something happens after it was listed, before an object is looked at or read for the first time.
final class BusyStore extends WrappedStore {

    private final Intervention intervention;
    private boolean happened;

    BusyStore(ObjectStore inner, Intervention intervention) {
        super(inner);
        this.intervention = intervention;
    }

    @Override
    public Optional<ObjectStat> stat(String key) throws StoreException {
        happen();
        return super.stat(key);
    }

    @Override
    public ObjectReader read(String key, ReadOptions options) throws StoreException {
        happen();
        return super.read(key, options);
    }

    private void happen() throws StoreException {
        if (!happened) {
            happened = true;
            intervention.happen();
        }
    }
}
