package dev.crossdock.s3;

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
import dev.crossdock.wire.HttpResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// One bucket of Amazon S3 or a compatible service. The version of an object is its ETag, which listings show and
/// conditions name; it changes with the content. Listings of all versions name each by its id instead, as
/// `versionId=ID`, which reads, tags and sources of copies can be pinned to.
public final class S3Store implements ObjectStore {

    /// Amazon S3 API reference, "Authenticating Requests: Using Query Parameters".
    private static final Duration LINK_MAX = Duration.ofDays(7);

    private final Env env;
    private final String name;
    private final String bucket;
    private final S3Client client;
    private final S3Stats stats;
    private final S3Deletes deletes;
    private final PlusSign plusSign;

    /// Opens a bucket; nothing is sent yet.
    ///
    /// @param env the machine
    /// @param options where the bucket is and how to reach it
    public S3Store(Env env, S3Options options) {
        this.env = env;
        this.bucket = options.bucket();
        this.name = "s3://" + bucket;
        this.client = new S3Client(env, options, new S3Failures(name));
        this.stats = new S3Stats(name, client);
        this.deletes = new S3Deletes(name, client, stats);
        this.plusSign = new PlusSign(client);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return client.profile().capabilities();
    }

    @Override
    public Optional<ObjectStat> stat(String key) throws StoreException {
        return stats.stat(key);
    }

    @Override
    public Listing list(ListOptions options) {
        return new S3Listing(name, client, plusSign, options);
    }

    @Override
    public ObjectReader read(String key, ReadOptions options) throws StoreException {
        S3Keys.check(name, key, Operation.READ);
        return S3Reader.open(client, key, options);
    }

    /// Writes an object in one go. An algorithm that is asked for is sent if the checksum is known beforehand or the
    /// bytes are in memory; else the reply shows what the service computed of its own accord.
    @Override
    public Written write(String key, WriteOptions options, Body body) throws StoreException {
        S3Keys.check(name, key, Operation.WRITE);
        S3Request request = new S3Request(Operation.WRITE, "PUT", key);
        requireAlgorithm(request, options);
        S3Headers.condition(request, options.precondition());
        S3Headers.object(client, request, options);
        S3Headers.checksum(options.algorithm(), body).ifPresent(checksum -> S3Headers.checksum(request, checksum));
        request.body(body, client.failures());
        try (HttpResponse response = client.send(request)) {
            return WriteReply.ofObject(response);
        }
    }

    @Override
    public Upload upload(String key, WriteOptions options, long sizeBytes) throws StoreException {
        S3Keys.check(name, key, Operation.WRITE);
        requireAlgorithm(new S3Request(Operation.WRITE, "POST", key), options);
        return S3Upload.create(client, stats, bucket, key, options, sizeBytes);
    }

    @Override
    public Upload reopen(String token) throws StoreException {
        Optional<UploadToken> parsed = UploadToken.parse(token);
        if (parsed.isEmpty() || !parsed.get().bucket().equals(bucket)) {
            throw new StoreException(
                    Failure.of(FailureCode.BAD_REQUEST, Operation.WRITE, name, "no token of an upload to this bucket"));
        }
        return S3Upload.reopen(client, stats, parsed.get());
    }

    @Override
    public List<PendingUpload> uploads(String prefix) throws StoreException {
        return UploadsPage.all(client, bucket, prefix);
    }

    @Override
    public Written copy(ObjectStore source, String sourceKey, String version, String key, WriteOptions options)
            throws StoreException {
        S3Keys.check(name, key, Operation.COPY);
        S3Keys.check(source.name(), sourceKey, Operation.COPY);
        S3Request request = new S3Request(Operation.COPY, "PUT", key);
        if (!(source instanceof S3Store other) || !other.client.sameService(client)) {
            throw client.failures().ours(request, FailureCode.UNSUPPORTED,
                    "the source " + source.name() + " is not of this service");
        }
        requireAlgorithm(request, options);
        CopySource from = new CopySource(other.client, other.stats, sourceKey, version);
        return new S3Copies(env, bucket, client, stats, S3Copies.PART_BYTES_MIN).copy(from, key, options);
    }

    /// Tags as the service keeps them; a service that has none has objects without tags.
    ///
    /// @throws StoreException SOURCE_CHANGED if the object is another version by now
    @Override
    public SortedMap<String, String> tags(String key, String version) throws StoreException {
        S3Keys.check(name, key, Operation.STAT);
        return new S3Tags(client, stats).tags(key, version);
    }

    @Override
    public List<Optional<Failure>> delete(List<Deletion> deletions) throws StoreException {
        return deletes.delete(deletions);
    }

    @Override
    public URI presign(String key, Duration validity) throws StoreException {
        S3Keys.check(name, key, Operation.READ);
        S3Request request = new S3Request(Operation.READ, "GET", key);
        if (validity.toSeconds() < 1 || validity.compareTo(LINK_MAX) > 0) {
            throw client.failures().ours(request, FailureCode.UNSUPPORTED,
                    "links are valid for one second to seven days, not "
                            + validity);
        }
        return client.presign(request, validity);
    }

    /// Does nothing: S3 answers when what it took is durable.
    @Override
    public void settle() {
        // nothing is ever pending
    }

    @Override
    public void close() {
        client.close();
    }

    private void requireAlgorithm(S3Request request, WriteOptions options) throws StoreException {
        if (options.algorithm().isPresent() && !capabilities().checksums().contains(options.algorithm().get())) {
            throw client.failures().ours(request, FailureCode.UNSUPPORTED,
                    "writes cannot be checked with " + options.algorithm().get());
        }
    }
}
