package dev.crossdock.gcs;

import dev.crossdock.env.Env;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.testkit.gcs.GcsBucket;
import dev.crossdock.testkit.gcs.GcsFake;
import dev.crossdock.wire.Origin;
import java.util.ArrayList;
import java.util.List;

/// A bucket of a fake service, and stores that lead to it.
final class FakeBucket implements AutoCloseable {

    static final String NAME = "harbor";

    private final Env env = Env.production();
    private final GcsFake fake = GcsFake.start();
    private final List<ObjectStore> opened = new ArrayList<>();

    FakeBucket() {
        this(GcsBucket.named(NAME));
    }

    FakeBucket(GcsBucket bucket) {
        fake.createBucket(bucket);
    }

    Env env() {
        return env;
    }

    GcsFake fake() {
        return fake;
    }

    GcsOptions options() {
        return options(NAME);
    }

    GcsOptions options(String bucket) {
        return GcsOptions.of(bucket, new Origin(false, "127.0.0.1", fake.endpoint().getPort()),
                AccessTokens.fixed(fake.token()));
    }

    GcsStore open() {
        return open(options());
    }

    GcsStore open(GcsOptions options) {
        GcsStore store = new GcsStore(env, options);
        opened.add(store);
        return store;
    }

    @Override
    public void close() {
        opened.forEach(ObjectStore::close);
        fake.close();
    }
}
