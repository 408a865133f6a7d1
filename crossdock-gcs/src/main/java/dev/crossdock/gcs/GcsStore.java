package dev.crossdock.gcs;

import dev.crossdock.env.Env;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Body;
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
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// One bucket of Google Cloud Storage. The version of an object is its generation, which names one content of one key
/// for all time. Large objects are sent as parts under `.crossdock-parts/`, which no listing shows, and composed.
public final class GcsStore implements ObjectStore {

    private final Env env;
    private final String name;
    private final String bucket;
    private final GcsClient client;
    private final GcsStats stats;
    private final GcsWrites writes;
    private final GcsDeletes deletes;
    private final UploadShelf shelf;

    /// Opens a bucket; nothing is sent yet.
    ///
    /// @param env the machine
    /// @param options where the bucket is and how to reach it
    public GcsStore(Env env, GcsOptions options) {
        this.env = env;
        this.bucket = options.bucket();
        this.name = "gs://" + bucket;
        this.client = new GcsClient(env, options, new GcsFailures(name));
        this.stats = new GcsStats(name, client);
        this.writes = new GcsWrites(client);
        this.deletes = new GcsDeletes(name, client, stats, GcsDeletes.Manner.LIVE);
        this.shelf = new UploadShelf(client, stats, writes,
                new GcsDeletes(name, client, stats, GcsDeletes.Manner.GENERATION), bucket);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return GcsProfile.CAPABILITIES;
    }

    @Override
    public Optional<ObjectStat> stat(String key) throws StoreException {
        return stats.stat(key);
    }

    @Override
    public Listing list(ListOptions options) {
        return new GcsListing(name, client, options);
    }

    @Override
    public ObjectReader read(String key, ReadOptions options) throws StoreException {
        GcsKeys.check(name, key, Operation.READ);
        return GcsReader.open(client, stats, key, options);
    }

    @Override
    public Written write(String key, WriteOptions options, Body body) throws StoreException {
        GcsKeys.check(name, key, Operation.WRITE);
        return writes.write(NewObject.of(client, Operation.WRITE, key, options), body);
    }

    @Override
    public Upload upload(String key, WriteOptions options, long sizeBytes) throws StoreException {
        GcsKeys.check(name, key, Operation.WRITE);
        NewObject object = NewObject.of(client, Operation.WRITE, key, options);
        String id = HexFormat.of().toHexDigits(env.entropy().nextLong())
                + HexFormat.of().toHexDigits(env.entropy().nextLong());
        return GcsUpload.create(client, shelf, writes, new UploadToken(bucket, id, key),
                new UploadShelf.Plan(object.resource(), sizeBytes));
    }

    @Override
    public Upload reopen(String token) throws StoreException {
        Optional<UploadToken> parsed = UploadToken.parse(token);
        if (parsed.isEmpty() || !parsed.get().bucket().equals(bucket)) {
            throw new StoreException(
                    Failure.of(FailureCode.BAD_REQUEST, Operation.WRITE, name, "no token of an upload to this bucket"));
        }
        return GcsUpload.reopen(client, shelf, writes, parsed.get());
    }

    /// Uploads of ours that are under way; those of other tools leave nothing that could be listed.
    @Override
    public List<PendingUpload> uploads(String prefix) throws StoreException {
        return shelf.all(prefix);
    }

    @Override
    public Written copy(ObjectStore source, String sourceKey, String version, String key, WriteOptions options)
            throws StoreException {
        GcsKeys.check(name, key, Operation.COPY);
        if (!(source instanceof GcsStore other) || !other.client.sameService(client)) {
            throw client.failures().ours(Operation.COPY, key, FailureCode.UNSUPPORTED,
                    "the source " + source.name() + " is not of this service");
        }
        GcsKeys.check(source.name(), sourceKey, Operation.COPY);
        try {
            return new GcsCopies(client, other.client.paths()).copy(sourceKey, version, key, options);
        } catch (StoreException e) {
            throw other.stats.explained(e, Operation.COPY, sourceKey);
        }
    }

    @Override
    public List<Optional<Failure>> delete(List<Deletion> deletions) throws StoreException {
        return deletes.delete(deletions);
    }

    @Override
    public URI presign(String key, Duration validity) throws StoreException {
        throw client.failures().ours(Operation.READ, key, FailureCode.UNSUPPORTED,
                "links are signed with keys of service accounts, and requests here carry tokens");
    }

    /// Does nothing: the service answers when what it took is durable.
    @Override
    public void settle() {
        // nothing is ever pending
    }

    @Override
    public void close() {
        client.close();
    }
}
