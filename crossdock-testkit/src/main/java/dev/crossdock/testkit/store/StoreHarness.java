package dev.crossdock.testkit.store;

import dev.crossdock.env.Env;
import dev.crossdock.store.ObjectStore;
import java.util.Set;

/// A store under test.
public interface StoreHarness {

    /// The store of the present test, the same one at each call; empty when the test begins.
    ObjectStore store();

    /// The same objects, opened as another process would.
    ObjectStore reopened();

    /// Runs what happens at once.
    Env env();

    /// What this store does differently by its nature; none, unless overridden.
    default Set<Quirk> quirks() {
        return Set.of();
    }

    /// Short for the store and what tests do with it.
    default StoreProbe probe() {
        return new StoreProbe(store());
    }

    /// How a store may differ without being wrong.
    enum Quirk {
        /// Keys are paths of files: no key is a directory of another, and some keys are refused.
        PATHS,
        /// Parts that another process wrote are not known after reopening: they have to be sent again.
        PARTS_FORGOTTEN
    }
}
