package dev.crossdock.store;

import dev.crossdock.env.Env;
import dev.crossdock.object.ObjectStat;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/// Repeats what failed in passing, where repeating is safe: looks, listings, reads (resumed where they broke off, at
/// the same version), writes and parts whose bytes are in memory, deletes. Beginning and completing an upload and
/// copying are not repeated here: only who asked can tell what a lost reply meant.
///
/// Goes around [GovernedStore], if there is one, or else around the store itself.
public final class RetryingStore implements ObjectStore {

    private final ObjectStore store;
    private final Repeater repeater;

    /// @param env for pauses
    /// @param store whose calls are repeated
    /// @param policy how often
    /// @param budget shared by all stores at one endpoint
    /// @param repeated told of each failure that led to a repeat; must not block
    public RetryingStore(Env env, ObjectStore store, RetryPolicy policy, RetryBudget budget,
            Consumer<Failure> repeated) {
        this.store = store;
        this.repeater = new Repeater(env, policy, budget, repeated);
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public Capabilities capabilities() {
        return store.capabilities();
    }

    @Override
    public Optional<ObjectStat> stat(String key) throws StoreException {
        return repeater.call(() -> store.stat(key));
    }

    @Override
    public Listing list(ListOptions options) {
        Listing listing = store.list(options);
        return new Listing() {
            @Override
            public Optional<ObjectStat> next() throws StoreException {
                return repeater.call(listing::next);
            }

            @Override
            public boolean skip() {
                return listing.skip();
            }

            @Override
            public void close() {
                listing.close();
            }
        };
    }

    @Override
    public ObjectReader read(String key, ReadOptions options) throws StoreException {
        return new RetryingReader(store, key, options, repeater, repeater.call(() -> store.read(key, options)));
    }

    @Override
    public Written write(String key, WriteOptions options, Body body) throws StoreException {
        return body.whole().isPresent()
                ? repeater.call(() -> store.write(key, options, body))
                : store.write(key, options, body);
    }

    @Override
    public Upload upload(String key, WriteOptions options, long sizeBytes) throws StoreException {
        return new RetryingUpload(store.upload(key, options, sizeBytes), repeater);
    }

    @Override
    public Upload reopen(String token) throws StoreException {
        return new RetryingUpload(store.reopen(token), repeater);
    }

    @Override
    public List<PendingUpload> uploads(String prefix) throws StoreException {
        return repeater.call(() -> store.uploads(prefix));
    }

    @Override
    public Written copy(ObjectStore source, String sourceKey, String version, String key, WriteOptions options)
            throws StoreException {
        ObjectStore plain = source instanceof RetryingStore retrying ? retrying.store : source;
        return store.copy(plain, sourceKey, version, key, options);
    }

    @Override
    public SortedMap<String, String> tags(String key, String version) throws StoreException {
        return repeater.call(() -> store.tags(key, version));
    }

    @Override
    public List<Optional<Failure>> delete(List<Deletion> deletions) throws StoreException {
        return repeater.call(() -> store.delete(deletions));
    }

    @Override
    public URI presign(String key, Duration validity) throws StoreException {
        return store.presign(key, validity);
    }

    @Override
    public void settle() throws StoreException {
        store.settle();
    }

    @Override
    public void close() {
        store.close();
    }
}
