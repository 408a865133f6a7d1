package dev.crossdock.testkit.engine;

import dev.crossdock.store.Body;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import dev.crossdock.testkit.store.WrappedStore;
import java.util.List;

/// A store that says of its first write that it was done, without proof and untruly.
final class ForgetfulStore extends WrappedStore {

    private boolean forgot;

    ForgetfulStore(ObjectStore inner) {
        super(inner);
    }

    @Override
    public Written write(String key, WriteOptions options, Body body) throws StoreException {
        if (forgot) {
            return super.write(key, options, body);
        }
        forgot = true;
        return new Written("pretended", "", List.of());
    }
}
