package dev.crossdock.gcs;

import dev.crossdock.store.ObjectStore;
import org.junit.jupiter.api.AfterEach;

/// The contract against the fake service of the testkit.
class GcsContractTest extends GcsStoreContract {

    private final FakeBucket bucket = new FakeBucket();
    private final GcsStore store = bucket.open();

    @AfterEach
    void close() {
        bucket.close();
    }

    @Override
    public ObjectStore store() {
        return store;
    }

    @Override
    public ObjectStore reopened() {
        return bucket.open();
    }
}
