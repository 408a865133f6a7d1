package dev.crossdock.store.memory;

import dev.crossdock.env.Clock;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.ByteRange;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Body;
import dev.crossdock.store.BodyProof;
import dev.crossdock.store.Capabilities;
import dev.crossdock.store.Deletion;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Operation;
import dev.crossdock.store.PendingUpload;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A complete store whose objects are gone when it is: for tests and simulations. It behaves as a strict service
/// would: takes any key that has a UTF-8 form, computes checksums of what it gets, refuses what its capabilities do not
/// include. Objects have less than 2 GiB.
public final class MemoryStore implements ObjectStore {

    /// What is digested with when nobody asks for anything, as at Amazon S3.
    static final Algorithm OTHERWISE = Algorithm.CRC64NVME;

    private static final String TOKEN = "memory";

    private final String name;
    private final Clock clock;
    private final Capabilities capabilities;
    private final MemoryRules rules;
    private final MemoryShelf shelf;
    private final ConcurrentHashMap<String, MemoryUpload> uploads = new ConcurrentHashMap<>();
    private final AtomicLong uploadIds = new AtomicLong();

    /// An empty store with every ability but presigned links.
    ///
    /// @param name as people know it, such as `memory://source`
    /// @param clock dates objects
    public MemoryStore(String name, Clock clock) {
        this(name, clock, everything());
    }

    /// An empty store with fewer abilities or tighter limits.
    ///
    /// @param capabilities what it does; everything else is refused. Links are never signed, whatever it says.
    public MemoryStore(String name, Clock clock, Capabilities capabilities) {
        this.name = name;
        this.clock = clock;
        this.capabilities = capabilities;
        this.rules = new MemoryRules(name, capabilities);
        this.shelf = new MemoryShelf(clock);
    }

    /// What a store does that was not told otherwise.
    public static Capabilities everything() {
        return new Capabilities("memory", EnumSet.allOf(Algorithm.class), Capabilities.Checker.SERVICE, true, true,
                true, true,
                false, true, true, 1 << 30, 1, 1 << 30, 10_000, 1_024);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Optional<ObjectStat> stat(String key) throws StoreException {
        rules.checkKey(key, Operation.STAT);
        return shelf.at(key).map(stored -> stored.stat(key));
    }

    @Override
    public Listing list(ListOptions options) {
        return new MemoryListing(shelf.objects(), options);
    }

    @Override
    public ObjectReader read(String key, ReadOptions options) throws StoreException {
        StoredObject stored = pinned(key, options.version());
        long begin = options.range().map(ByteRange::offset).orElse(0L);
        long end = options.range().map(ByteRange::end).orElse((long) stored.bytes().length);
        if (end > stored.bytes().length) {
            throw rules.failure(FailureCode.BAD_REQUEST, Operation.READ, key,
                    "bytes " + begin + " to " + end + " of " + stored.bytes().length);
        }
        ByteBuffer bytes = ByteBuffer.wrap(stored.bytes(), (int) begin, (int) (end - begin)).asReadOnlyBuffer();
        return new MemoryReader(stored.stat(key), bytes);
    }

    private StoredObject pinned(String key, Optional<String> version) throws StoreException {
        rules.checkKey(key, Operation.READ);
        Optional<StoredObject> stored = shelf.at(key);
        if (stored.isEmpty()) {
            throw rules.failure(FailureCode.GONE, Operation.READ, key, "there is no such object");
        }
        if (version.isPresent() && !version.get().equals(stored.get().version())) {
            throw rules.failure(FailureCode.SOURCE_CHANGED, Operation.READ, key,
                    "the object is version " + stored.get().version() + ", not " + version.get());
        }
        return stored.get();
    }

    @Override
    public Written write(String key, WriteOptions options, Body body) throws StoreException {
        rules.checkWrite(key, options);
        rules.checkSize(key, body.sizeBytes(), capabilities.writeBytesMax());
        Algorithm algorithm = BodyProof.algorithm(options.algorithm(), body, OTHERWISE);
        BodyProof proof = new BodyProof(body, algorithm, Operation.WRITE, rules.where(key));
        byte[] bytes = MemoryRules.drain(body, proof);
        return put(key, options, bytes, List.of(proof.finish()), Operation.WRITE);
    }

    private Written put(String key, WriteOptions options, byte[] bytes, List<Checksum> checksums, Operation operation)
            throws StoreException {
        StoredObject stored = shelf.put(key, options.precondition(), bytes, checksums, options, operation,
                rules.where(key));
        return new Written(stored.version(), stored.etag(), checksums);
    }

    @Override
    public Upload upload(String key, WriteOptions options, long sizeBytes) throws StoreException {
        rules.checkWrite(key, options);
        rules.checkSize(key, sizeBytes, Integer.MAX_VALUE - 8);
        String id = Long.toString(uploadIds.incrementAndGet());
        MemoryUpload upload = new MemoryUpload(shelf, rules, capabilities, uploads, id, key, options, sizeBytes,
                clock.now());
        uploads.put(id, upload);
        return upload;
    }

    @Override
    public Upload reopen(String token) throws StoreException {
        String[] fields = token.split(":", 3);
        if (fields.length != 3 || !fields[0].equals(TOKEN)) {
            throw rules.failure(FailureCode.BAD_REQUEST, Operation.WRITE, "", "no upload token: " + token);
        }
        MemoryUpload upload = uploads.get(fields[1]);
        return upload == null ? new LostUpload(rules, fields[2], token) : upload;
    }

    static String token(String id, String key) {
        return TOKEN + ':' + id + ':' + key;
    }

    @Override
    public List<PendingUpload> uploads(String prefix) {
        List<PendingUpload> pending = new ArrayList<>();
        for (MemoryUpload each : uploads.values()) {
            if (each.key().startsWith(prefix)) {
                pending.add(new PendingUpload(each.key(), each.token(), Optional.of(each.started())));
            }
        }
        return pending;
    }

    @Override
    public Written copy(ObjectStore source, String sourceKey, String version, String key, WriteOptions options)
            throws StoreException {
        if (!capabilities.serverSideCopy() || !(source instanceof MemoryStore other)) {
            throw rules.unsupported(key, "copying from " + source.name());
        }
        rules.checkWrite(key, options);
        StoredObject stored = other.pinned(sourceKey, Optional.of(version));
        return put(key, tagged(options, stored), stored.bytes(), copied(stored, options.algorithm()), Operation.COPY);
    }

    /// Tags stay with an object that is copied, unless others are given.
    private static WriteOptions tagged(WriteOptions options, StoredObject stored) {
        if (!options.attributes().tags().isEmpty() || stored.attributes().tags().isEmpty()) {
            return options;
        }
        return new WriteOptions(options.precondition(), options.algorithm(),
                options.attributes().withTags(stored.attributes().tags()), options.modified(), options.storageClass());
    }

    private static List<Checksum> copied(StoredObject stored, Optional<Algorithm> algorithm) {
        return algorithm.map(each -> {
            var digest = each.digest();
            digest.update(ByteBuffer.wrap(stored.bytes()));
            return List.of(digest.finish());
        }).orElse(stored.checksums());
    }

    @Override
    public SortedMap<String, String> tags(String key, String version) throws StoreException {
        return pinned(key, Optional.of(version)).attributes().tags();
    }

    @Override
    public List<Optional<Failure>> delete(List<Deletion> deletions) {
        List<Optional<Failure>> results = new ArrayList<>(deletions.size());
        for (Deletion each : deletions) {
            results.add(delete(each));
        }
        return results;
    }

    private Optional<Failure> delete(Deletion deletion) {
        try {
            rules.checkDelete(deletion.key(), deletion.precondition());
            shelf.remove(deletion.key(), deletion.precondition(), rules.where(deletion.key()));
            return Optional.empty();
        } catch (StoreException e) {
            return Optional.of(e.failure());
        }
    }

    @Override
    public URI presign(String key, Duration validity) throws StoreException {
        throw rules.failure(FailureCode.UNSUPPORTED, Operation.READ, key, "there are no links to memory");
    }

    @Override
    public void settle() {
        // What is in memory is as durable as it will ever be.
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
