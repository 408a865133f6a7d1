package dev.crossdock.testkit.engine;

import dev.crossdock.object.Checksum;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.testkit.store.WrappedStore;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A store that says something else of its objects wherever it tells of them.
final class ShownStore extends WrappedStore {

    private final UnaryOperator<ObjectStat> shown;

    ShownStore(ObjectStore inner, UnaryOperator<ObjectStat> shown) {
        super(inner);
        this.shown = shown;
    }

    /// One with that ETag on every object.
    static ShownStore withEtag(ObjectStore inner, String etag) {
        return new ShownStore(inner, stat -> of(stat, etag, stat.checksums()));
    }

    /// One that keeps those checksums of every object, in listings none.
    static ShownStore withChecksums(ObjectStore inner, Checksum... checksums) {
        return new ShownStore(inner, stat -> of(stat, stat.etag(), List.of(checksums)));
    }

    private static ObjectStat of(ObjectStat stat, String etag, List<Checksum> checksums) {
        return new ObjectStat(stat.key(), stat.sizeBytes(), stat.version(), etag, stat.modified(), checksums,
                stat.attributes());
    }

    @Override
    public Optional<ObjectStat> stat(String key) throws StoreException {
        return super.stat(key).map(shown);
    }

    @Override
    public Listing list(ListOptions options) {
        Listing listing = super.list(options);
        return new Listing() {
            @Override
            public Optional<ObjectStat> next() throws StoreException {
                return listing.next().map(shown).map(stat -> of(stat, stat.etag(), List.of()));
            }

            @Override
            public void close() {
                listing.close();
            }
        };
    }

    @Override
    public ObjectReader read(String key, ReadOptions options) throws StoreException {
        ObjectReader reader = super.read(key, options);
        return new ObjectReader() {
            @Override
            public ObjectStat stat() {
                return shown.apply(reader.stat());
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
