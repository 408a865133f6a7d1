package dev.crossdock.testkit.engine;

import dev.crossdock.copy.BufferPool;
import dev.crossdock.env.Clock;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Location;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.plan.Listings;
import dev.crossdock.plan.Plan;
import dev.crossdock.plan.Proven;
import dev.crossdock.plan.Rules;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import dev.crossdock.store.memory.MemoryStore;
import dev.crossdock.testkit.store.SampleBytes;
import dev.crossdock.transfer.Order;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Stores and what is in them.
final class Samples {

    /// The size of an object that goes in two parts.
    static final int TWO_PARTS_BYTES = BufferPool.LARGE_BYTES + 4_321;

    /// What an object of two parts holds; nobody changes it.
    private static final byte[] TWO_PARTS = SampleBytes.of(77, TWO_PARTS_BYTES);

    private static final Clock STOPPED = new Clock() {
        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long nanos() {
            return 0;
        }
    };

    private Samples() {}

    static byte[] twoParts() {
        return TWO_PARTS;
    }

    static MemoryStore store(String name) {
        return new MemoryStore(name, STOPPED);
    }

    static Order order(String sourcePrefix, String targetPrefix) {
        return new Order("copy", new Location(Location.Scheme.S3, "from", sourcePrefix), "https://a:443",
                new Location(Location.Scheme.S3, "to", targetPrefix), "https://b:443");
    }

    /// The plan of both stores' whole listings.
    static Plan plan(Order order, Rules rules, ObjectStore from, ObjectStore to, Proven before, Proven earlier) {
        return new Plan(order, rules, Listings.source(order, from, ObjectStore::list),
                Listings.target(order, to, ObjectStore::list), before, earlier);
    }

    static Written put(ObjectStore store, String key, byte[] bytes) throws StoreException {
        return store.write(key, WriteOptions.of(new Precondition.None()),
                SampleBytes.body(Algorithm.CRC64NVME, bytes));
    }

    static ObjectStat stat(ObjectStore store, String key) throws StoreException {
        return store.stat(key).orElseThrow();
    }

    static Optional<byte[]> bytes(ObjectStore store, String key) throws StoreException {
        return store.stat(key).isEmpty() ? Optional.empty() : Optional.of(read(store, key));
    }

    /// Everything that a store holds.
    static SortedMap<String, byte[]> all(ObjectStore store) throws StoreException {
        SortedMap<String, byte[]> all = new TreeMap<>();
        try (Listing listing = store.list(ListOptions.of(""))) {
            for (Optional<ObjectStat> each = listing.next(); each.isPresent(); each = listing.next()) {
                all.put(each.get().key(), read(store, each.get().key()));
            }
        }
        return all;
    }

    private static byte[] read(ObjectStore store, String key) throws StoreException {
        try (ObjectReader reader = store.read(key, ReadOptions.ALL)) {
            ByteBuffer buffer = ByteBuffer.allocate((int) reader.lengthBytes());
            while (buffer.hasRemaining() && reader.read(buffer) >= 0) {
                // Until it is full.
            }
            return buffer.array();
        }
    }
}
