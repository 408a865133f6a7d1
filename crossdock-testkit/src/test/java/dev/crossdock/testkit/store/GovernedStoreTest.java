package dev.crossdock.testkit.store;

import dev.crossdock.env.Env;
import dev.crossdock.store.Caps;
import dev.crossdock.store.GovernedStore;
import dev.crossdock.store.Governor;
import dev.crossdock.store.Limits;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.memory.MemoryStore;
import java.util.OptionalLong;

/// A governed store keeps the contract, with caps that are never reached.
class GovernedStoreTest extends ObjectStoreContract {

    private final Env env = Env.production();
    private final Limits limits = new Limits(env);
    private final ObjectStore store;

    GovernedStoreTest() {
        limits.change(new Caps(OptionalLong.of(Long.MAX_VALUE / 4), OptionalLong.of(1_000_000_000)));
        store = new GovernedStore(new MemoryStore("memory://test", env.clock()), new Governor(env), limits);
    }

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
