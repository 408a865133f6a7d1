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
import java.util.concurrent.ConcurrentHashMap;

/// Any store, failing and lying as it is told to. Without faults it is the store itself.
///
/// A batch of deletions is one call, for the key of the first.
public final class FaultyStore implements ObjectStore {

    private final ObjectStore truth;
    private final Faults faults = new Faults();
    private final ConcurrentHashMap<String, Optional<ObjectStat>> shown = new ConcurrentHashMap<>();

    /// @param truth the store that does the work
    public FaultyStore(ObjectStore truth) {
        this.truth = truth;
    }

    /// Plants a fault. Of several that strike the same call, the first planted happens.
    ///
    /// @return the fault, whose [Fault#fired] the test asserts
    public Fault plant(Fault fault) {
        faults.add(fault);
        return fault;
    }

    @Override
    public String name() {
        return truth.name();
    }

    @Override
    public Capabilities capabilities() {
        return truth.capabilities();
    }

    @Override
    public Optional<ObjectStat> stat(String key) throws StoreException {
        Optional<Fault> fault = faults.in(StoreCall.STAT, key);
        return Faults.around(fault, StoreCall.STAT, key, () -> {
            Optional<ObjectStat> before = shown.getOrDefault(key, Optional.empty());
            Optional<ObjectStat> reply = FaultyReplies.of(fault, truth.stat(key), before);
            shown.put(key, reply);
            return reply;
        });
    }

    @Override
    public Listing list(ListOptions options) {
        return new FaultyListing(truth.list(options), faults);
    }

    @Override
    public ObjectReader read(String key, ReadOptions options) throws StoreException {
        Optional<Fault> fault = faults.in(StoreCall.READ, key);
        return Faults.around(fault, StoreCall.READ, key, () -> {
            ObjectReader reader = truth.read(key, options);
            return fault.isPresent() ? new FaultyReader(reader, fault.get(), key) : reader;
        });
    }

    @Override
    public Written write(String key, WriteOptions options, Body body) throws StoreException {
        Optional<Fault> fault = faults.in(StoreCall.WRITE, key);
        if (Faults.pretends(fault)) {
            return new Written("pretended", "pretended", body.checksum().stream().toList());
        }
        return Faults.around(fault, StoreCall.WRITE, key,
                () -> FaultyReplies.of(fault, truth.write(key, options, FaultyBody.of(fault, body))));
    }

    @Override
    public Upload upload(String key, WriteOptions options, long sizeBytes) throws StoreException {
        Optional<Fault> fault = faults.in(StoreCall.UPLOAD, key);
        return Faults.around(fault, StoreCall.UPLOAD, key,
                () -> new FaultyUpload(truth.upload(key, options, sizeBytes), faults, key));
    }

    @Override
    public Upload reopen(String token) throws StoreException {
        return new FaultyUpload(truth.reopen(token), faults, "");
    }

    @Override
    public List<PendingUpload> uploads(String prefix) throws StoreException {
        Optional<Fault> fault = faults.in(StoreCall.UPLOADS, prefix);
        return Faults.around(fault, StoreCall.UPLOADS, prefix, () -> truth.uploads(prefix));
    }

    @Override
    public Written copy(ObjectStore source, String sourceKey, String version, String key, WriteOptions options)
            throws StoreException {
        Optional<Fault> fault = faults.in(StoreCall.COPY, key);
        if (Faults.pretends(fault)) {
            return new Written("pretended", "pretended", List.of());
        }
        ObjectStore plain = source instanceof FaultyStore faulty ? faulty.truth : source;
        return Faults.around(fault, StoreCall.COPY, key,
                () -> FaultyReplies.of(fault, truth.copy(plain, sourceKey, version, key, options)));
    }

    @Override
    public SortedMap<String, String> tags(String key, String version) throws StoreException {
        Optional<Fault> fault = faults.in(StoreCall.TAGS, key);
        return Faults.around(fault, StoreCall.TAGS, key, () -> truth.tags(key, version));
    }

    @Override
    public List<Optional<Failure>> delete(List<Deletion> deletions) throws StoreException {
        String key = deletions.isEmpty() ? "" : deletions.getFirst().key();
        Optional<Fault> fault = faults.in(StoreCall.DELETE, key);
        if (Faults.pretends(fault)) {
            return deletions.stream().map(_ -> Optional.<Failure>empty()).toList();
        }
        return Faults.around(fault, StoreCall.DELETE, key, () -> truth.delete(deletions));
    }

    @Override
    public URI presign(String key, Duration validity) throws StoreException {
        return truth.presign(key, validity);
    }

    @Override
    public void settle() throws StoreException {
        Optional<Fault> fault = faults.in(StoreCall.SETTLE, "");
        if (Faults.pretends(fault)) {
            return;
        }
        Faults.around(fault, StoreCall.SETTLE, name(), () -> {
            truth.settle();
            return true;
        });
    }

    @Override
    public void close() {
        truth.close();
    }
}
