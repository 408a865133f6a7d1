package dev.crossdock.testkit.store;

import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Body;
import dev.crossdock.store.Capabilities;
import dev.crossdock.store.Deletion;
import dev.crossdock.store.Failure;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.PendingUpload;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Another store, for bugs to be planted in by overriding.
public class WrappedStore implements ObjectStore {

    final ObjectStore inner;

    protected WrappedStore(ObjectStore inner) {
        this.inner = inner;
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public Capabilities capabilities() {
        return inner.capabilities();
    }

    @Override
    public Optional<ObjectStat> stat(String key) throws StoreException {
        return inner.stat(key);
    }

    @Override
    public Listing list(ListOptions options) {
        return inner.list(options);
    }

    @Override
    public ObjectReader read(String key, ReadOptions options) throws StoreException {
        return inner.read(key, options);
    }

    @Override
    public Written write(String key, WriteOptions options, Body body) throws StoreException {
        return inner.write(key, options, body);
    }

    @Override
    public Upload upload(String key, WriteOptions options, long sizeBytes) throws StoreException {
        return inner.upload(key, options, sizeBytes);
    }

    @Override
    public Upload reopen(String token) throws StoreException {
        return inner.reopen(token);
    }

    @Override
    public List<PendingUpload> uploads(String prefix) throws StoreException {
        return inner.uploads(prefix);
    }

    @Override
    public Written copy(ObjectStore source, String sourceKey, String version, String key, WriteOptions options)
            throws StoreException {
        return inner.copy(inner, sourceKey, version, key, options);
    }

    @Override
    public SortedMap<String, String> tags(String key, String version) throws StoreException {
        return inner.tags(key, version);
    }

    @Override
    public List<Optional<Failure>> delete(List<Deletion> deletions) throws StoreException {
        return inner.delete(deletions);
    }

    @Override
    public URI presign(String key, Duration validity) throws StoreException {
        return inner.presign(key, validity);
    }

    @Override
    public void settle() throws StoreException {
        inner.settle();
    }

    @Override
    public void close() {
        inner.close();
    }
}
