package dev.crossdock.testkit.store;

import dev.crossdock.env.Env;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.local.LocalStore;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The local store keeps the contract.
class LocalStoreTest extends ObjectStoreContract {

    private final Env env = unforced(Env.production());

    @TempDir
    Path root;

    private LocalStore store = new LocalStore(env, Path.of("replaced"));

    private static Env unforced(Env env) {
        return new Env(env.clock(), env.entropy(), env.tasks(), env.net(), new UnforcedDisk(env.disk()));
    }

    @BeforeEach
    void open() {
        store = new LocalStore(env, root);
    }

    @Override
    public ObjectStore store() {
        return store;
    }

    @Override
    public ObjectStore reopened() {
        return new LocalStore(env, root);
    }

    @Override
    public Env env() {
        return env;
    }

    @Override
    public Set<Quirk> quirks() {
        return EnumSet.of(Quirk.PATHS, Quirk.PARTS_FORGOTTEN);
    }
}
