package dev.crossdock.testkit.engine;

import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.testkit.store.WrappedStore;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// A source that never tells a checksum, as services without them do.
final class TaciturnStore extends WrappedStore {

    TaciturnStore(ObjectStore inner) {
        super(inner);
    }

    private static ObjectStat silent(ObjectStat stat) {
        return new ObjectStat(stat.key(), stat.sizeBytes(), stat.version(), stat.etag(), stat.modified(), List.of(),
                stat.attributes(), stat.storageClass(), stat.tagCount(), stat.standing());
    }

    @Override
    public Optional<ObjectStat> stat(String key) throws StoreException {
        return super.stat(key).map(TaciturnStore::silent);
    }

    @Override
    public ObjectReader read(String key, ReadOptions options) throws StoreException {
        ObjectReader reader = super.read(key, options);
        return new ObjectReader() {
            @Override
            public ObjectStat stat() {
                return silent(reader.stat());
            }

            @Override
            public long lengthBytes() {
                return reader.lengthBytes();
            }

            @Override
            public int read(ByteBuffer into) throws StoreException {
                return reader.read(into);
            }

            @Override
            public void close() {
                reader.close();
            }
        };
    }
}
