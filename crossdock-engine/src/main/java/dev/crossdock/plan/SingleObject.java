package dev.crossdock.plan;

import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import java.util.Optional;

/// The listing of one object that is named by its key.
final class SingleObject implements Listing {

    private final ObjectStore store;
    private final String key;
    private boolean given;

    SingleObject(ObjectStore store, String key) {
        this.store = store;
        this.key = key;
    }

    @Override
    public Optional<ObjectStat> next() throws StoreException {
        if (given) {
            return Optional.empty();
        }
        Optional<ObjectStat> stat = store.stat(key);
        given = true;
        return stat;
    }

    @Override
    public void close() {
        given = true;
    }
}
