package dev.crossdock.testkit.store;

import dev.crossdock.env.Env;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.memory.MemoryStore;

/// The memory store keeps the contract.
class MemoryStoreTest extends ObjectStoreContract {

    private final Env env = Env.production();
    private final MemoryStore store = new MemoryStore("memory://test", env.clock());

    @Override
    public ObjectStore store() {
        return store;
    }

    @Override
    public ObjectStore reopened() {
        // There is only this process.
        return store;
    }

    @Override
    public Env env() {
        return env;
    }
}
