package dev.crossdock.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.ByteRange;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Deletion;
import dev.crossdock.store.Failure;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What tests do with a store all the time.
public final class StoreProbe {

    /// Something that is expected to fail.
    @FunctionalInterface
    public interface Attempt {

        /// Does it.
        ///
        /// @throws StoreException as expected
        void run() throws StoreException;
    }

    private final ObjectStore store;

    /// @param store to be looked at
    public StoreProbe(ObjectStore store) {
        this.store = store;
    }

    /// An algorithm that this store checks with, a combinable one if there is any.
    public Algorithm algorithm() {
        for (Algorithm each : List.of(Algorithm.CRC64NVME, Algorithm.CRC32C, Algorithm.CRC32)) {
            if (store.capabilities().checksums().contains(each)) {
                return each;
            }
        }
        return store.capabilities().checksums().iterator().next();
    }

    /// Options with that algorithm.
    public WriteOptions options(Precondition precondition) {
        WriteOptions plain = WriteOptions.of(precondition);
        return new WriteOptions(precondition, Optional.of(algorithm()), plain.attributes(), plain.modified());
    }

    /// Writes over whatever is there.
    public Written put(String key, byte[] bytes) throws StoreException {
        return put(key, bytes, new Precondition.None());
    }

    /// Writes on a condition.
    public Written put(String key, byte[] bytes, Precondition precondition) throws StoreException {
        return store.write(key, options(precondition), SampleBytes.body(algorithm(), bytes));
    }

    /// The object, whole.
    public byte[] get(String key) throws StoreException {
        return get(key, ReadOptions.ALL);
    }

    /// Some bytes of a version.
    public byte[] get(String key, String version, long offset, long lengthBytes) throws StoreException {
        return get(key, ReadOptions.pinned(version, new ByteRange(offset, lengthBytes)));
    }

    /// What a reader gives.
    public byte[] get(String key, ReadOptions options) throws StoreException {
        try (ObjectReader reader = store.read(key, options)) {
            return drain(reader);
        }
    }

    /// All that is left in a reader.
    public static byte[] drain(ObjectReader reader) throws StoreException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(4_096);
        int count = reader.read(buffer);
        while (count >= 0) {
            assertThat(count).as("bytes of one read").isPositive().isEqualTo(buffer.position());
            out.write(buffer.array(), 0, count);
            buffer.clear();
            count = reader.read(buffer);
        }
        return out.toByteArray();
    }

    /// Facts of an object that must be there.
    public ObjectStat stat(String key) throws StoreException {
        return store.stat(key).orElseThrow(() -> new AssertionError("there is no " + key));
    }

    /// The version of an object that must be there.
    public Precondition.Version version(String key) throws StoreException {
        return new Precondition.Version(stat(key).version());
    }

    /// All objects.
    public List<ObjectStat> list(ListOptions options) throws StoreException {
        List<ObjectStat> found = new ArrayList<>();
        try (Listing listing = store.list(options)) {
            for (Optional<ObjectStat> next = listing.next(); next.isPresent(); next = listing.next()) {
                found.add(next.get());
            }
        }
        return found;
    }

    /// All keys.
    public List<String> keys(ListOptions options) throws StoreException {
        return list(options).stream().map(ObjectStat::key).toList();
    }

    /// All keys with a prefix.
    public List<String> keys(String prefix) throws StoreException {
        return keys(ListOptions.of(prefix));
    }

    /// Deletes one object.
    public Optional<Failure> delete(String key, Precondition precondition) throws StoreException {
        List<Optional<Failure>> results = store.delete(List.of(new Deletion(key, precondition)));
        assertThat(results).hasSize(1);
        return results.getFirst();
    }

    /// Writes a part.
    public UploadedPart part(Upload upload, int number, long offset, byte[] bytes) throws StoreException {
        Written written = upload.part(number, offset, SampleBytes.body(algorithm(), bytes));
        return new UploadedPart(number, bytes.length, written.etag(),
                Optional.of(SampleBytes.checksum(algorithm(), bytes)));
    }

    /// The failure of something that must fail.
    public static Failure failure(Attempt attempt) {
        try {
            attempt.run();
        } catch (StoreException e) {
            return e.failure();
        }
        return fail("it succeeded");
    }
}
