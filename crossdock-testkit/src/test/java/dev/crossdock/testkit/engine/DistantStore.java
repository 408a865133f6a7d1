package dev.crossdock.testkit.engine;

import dev.crossdock.env.Env;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Body;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import dev.crossdock.testkit.store.WrappedStore;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// A store at the end of a long line: request and reply each take a while, in which other tasks go on and in which the
/// process may die, before anything has happened or after it.
final class DistantStore extends WrappedStore {

    private static final Duration LONGEST = Duration.ofMillis(20);

    private final Env env;
    private final Set<String> uploadsWithParts;

    /// @param uploadsWithParts takes the tokens of all uploads that ever got a part
    DistantStore(Env env, ObjectStore inner, Set<String> uploadsWithParts) {
        super(inner);
        this.env = env;
        this.uploadsWithParts = uploadsWithParts;
    }

    /// A call of the store that is far away.
    @FunctionalInterface
    interface Call<T> {

        T run() throws StoreException;
    }

    <T> T there(Call<T> call) throws StoreException {
        travel(LONGEST);
        T reply = call.run();
        travel(LONGEST);
        return reply;
    }

    /// Takes up to `longest`.
    void travel(Duration longest) {
        env.tasks().sleep(Duration.ofNanos((long) (env.entropy().nextFraction() * longest.toNanos())));
    }

    @Override
    public Optional<ObjectStat> stat(String key) throws StoreException {
        return there(() -> super.stat(key));
    }

    @Override
    public Listing list(ListOptions options) {
        Listing listing = super.list(options);
        return new Listing() {
            @Override
            public Optional<ObjectStat> next() throws StoreException {
                return there(listing::next);
            }

            @Override
            public void close() {
                listing.close();
            }
        };
    }

    @Override
    public ObjectReader read(String key, ReadOptions options) throws StoreException {
        return there(() -> super.read(key, options));
    }

    @Override
    public Written write(String key, WriteOptions options, Body body) throws StoreException {
        return there(() -> super.write(key, options, body));
    }

    @Override
    public Upload upload(String key, WriteOptions options, long sizeBytes) throws StoreException {
        return there(() -> new DistantUpload(this, super.upload(key, options, sizeBytes), uploadsWithParts));
    }

    @Override
    public Upload reopen(String token) throws StoreException {
        return new DistantUpload(this, super.reopen(token), uploadsWithParts);
    }

    @Override
    public void settle() throws StoreException {
        there(() -> {
            super.settle();
            return true;
        });
    }
}
