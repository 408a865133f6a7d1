package dev.crossdock.testkit.engine;

import dev.crossdock.store.StoreException;

/// Something that others do to a store meanwhile.
@FunctionalInterface
interface Intervention {

    void happen() throws StoreException;
}
