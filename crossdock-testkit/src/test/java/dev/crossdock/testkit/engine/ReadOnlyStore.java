package dev.crossdock.testkit.engine;

import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Body;
import dev.crossdock.store.Deletion;
import dev.crossdock.store.Failure;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.PendingUpload;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import dev.crossdock.testkit.store.WrappedStore;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A store to be looked at and read only: it notes every other call, and counts those that are fine.
final class ReadOnlyStore extends WrappedStore {

    private final List<String> forbidden = new ArrayList<>();
    private int stats;
    private int reads;

    ReadOnlyStore(ObjectStore inner) {
        super(inner);
    }

    /// Calls that would have changed something or prepared to.
    List<String> forbidden() {
        return forbidden;
    }

    int stats() {
        return stats;
    }

    int reads() {
        return reads;
    }

    @Override
    public Optional<ObjectStat> stat(String key) throws StoreException {
        stats++;
        return super.stat(key);
    }

    @Override
    public ObjectReader read(String key, ReadOptions options) throws StoreException {
        reads++;
        return super.read(key, options);
    }

    @Override
    public Written write(String key, WriteOptions options, Body body) {
        throw refusal("write " + key);
    }

    @Override
    public Upload upload(String key, WriteOptions options, long sizeBytes) {
        throw refusal("upload " + key);
    }

    @Override
    public Upload reopen(String token) {
        throw refusal("reopen " + token);
    }

    @Override
    public List<PendingUpload> uploads(String prefix) {
        throw refusal("uploads " + prefix);
    }

    @Override
    public Written copy(ObjectStore source, String sourceKey, String version, String key, WriteOptions options) {
        throw refusal("copy " + key);
    }

    @Override
    public List<Optional<Failure>> delete(List<Deletion> deletions) {
        throw refusal("delete " + deletions);
    }

    @Override
    public URI presign(String key, Duration validity) {
        throw refusal("presign " + key);
    }

    @Override
    public void settle() {
        throw refusal("settle");
    }

    private UnsupportedOperationException refusal(String call) {
        forbidden.add(call);
        return new UnsupportedOperationException(call);
    }
}
