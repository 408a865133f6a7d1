package dev.crossdock.testkit.engine;

import dev.crossdock.object.Checksum;
import dev.crossdock.store.Body;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import dev.crossdock.testkit.store.WrappedStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A store that counts what goes in and out.
final class CountingStore extends WrappedStore {

    private final ObjectStore counted;
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger parts = new AtomicInteger();
    private final AtomicInteger copies = new AtomicInteger();

    CountingStore(ObjectStore inner) {
        super(inner);
        this.counted = inner;
    }

    private record CountingUpload(Upload inner, AtomicInteger sent) implements Upload {

        @Override
        public String token() {
            return inner.token();
        }

        @Override
        public Written part(int number, long offset, Body body) throws StoreException {
            sent.incrementAndGet();
            return inner.part(number, offset, body);
        }

        @Override
        public List<UploadedPart> parts() throws StoreException {
            return inner.parts();
        }

        @Override
        public Written complete(List<UploadedPart> named, Precondition precondition, Optional<Checksum> whole)
                throws StoreException {
            return inner.complete(named, precondition, whole);
        }

        @Override
        public void abort() throws StoreException {
            inner.abort();
        }
    }

    @Override
    public ObjectReader read(String key, ReadOptions options) throws StoreException {
        reads.incrementAndGet();
        return super.read(key, options);
    }

    @Override
    public Written write(String key, WriteOptions options, Body body) throws StoreException {
        writes.incrementAndGet();
        return super.write(key, options, body);
    }

    @Override
    public Upload upload(String key, WriteOptions options, long sizeBytes) throws StoreException {
        return new CountingUpload(super.upload(key, options, sizeBytes), parts);
    }

    @Override
    public Upload reopen(String token) throws StoreException {
        return new CountingUpload(super.reopen(token), parts);
    }

    @Override
    public Written copy(ObjectStore source, String sourceKey, String version, String key, WriteOptions options)
            throws StoreException {
        copies.incrementAndGet();
        return counted.copy(source instanceof CountingStore counting ? counting.counted : source, sourceKey, version,
                key, options);
    }

    /// How often an object or a range of one was read.
    int reads() {
        return reads.get();
    }

    /// How often an object was written in one go.
    int writes() {
        return writes.get();
    }

    /// How many parts were sent.
    int parts() {
        return parts.get();
    }

    /// How often the service was asked to copy.
    int copies() {
        return copies.get();
    }
}
