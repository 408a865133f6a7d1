package dev.crossdock.s3;

import dev.crossdock.env.Env;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Attributes;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import java.util.List;
import java.util.Optional;

/// Copies within the service, which bytes never leave. One request is enough up to 5 GiB, and nothing needs to be known
/// of the size before: what is larger the service refuses, and then it is copied in parts. Source: Amazon S3 API
/// reference, "CopyObject" and "UploadPartCopy".
final class S3Copies {

    /// Parts of this size are copied within seconds.
    static final long PART_BYTES_MIN = 128L << 20;

    private final Env env;
    private final String bucket;
    private final S3Client client;
    private final S3Stats stats;
    private final long partBytesMin;

    /// @param partBytesMin smallest part of a copy in parts; larger where there would be too many
    S3Copies(Env env, String bucket, S3Client client, S3Stats stats, long partBytesMin) {
        this.env = env;
        this.bucket = bucket;
        this.client = client;
        this.stats = stats;
        this.partBytesMin = partBytesMin;
    }

    /// Copies an object of any size. Without attributes in `options` the copy keeps those of the source, and without
    /// tags in them its tags.
    Written copy(CopySource source, String key, WriteOptions options) throws StoreException {
        if (client.profile().looksFirst()) {
            stats.require(Operation.COPY, key, options.precondition());
        }
        try {
            return whole(source, key, options);
        } catch (StoreException e) {
            if (e.code() != FailureCode.OBJECT_TOO_LARGE) {
                throw e;
            }
            return inParts(source, key, options);
        }
    }

    private Written whole(CopySource source, String key, WriteOptions options) throws StoreException {
        S3Request request = new S3Request(Operation.COPY, "PUT", key);
        S3Headers.condition(request, options.precondition());
        S3Headers.object(client, request, options);
        source.name(request);
        Attributes given = options.attributes();
        request.header("x-amz-metadata-directive", given.empty() ? "COPY" : "REPLACE");
        request.header("x-amz-tagging-directive", given.tags().isEmpty() ? "COPY" : "REPLACE");
        if (options.algorithm().isPresent()) {
            request.header("x-amz-checksum-algorithm", options.algorithm().get().name());
        }
        return XmlReply.of(client, request, (in, length) -> WriteReply.parse("CopyObjectResult", in, length));
    }

    /// Copies an object part by part. The service is handed the checksum that it keeps of the source, where it keeps
    /// one of the whole, and compares it with what it has put together.
    Written inParts(CopySource source, String key, WriteOptions options) throws StoreException {
        ObjectStat stat = source.stat();
        WriteOptions full = full(source, stat, options);
        Optional<Checksum> known = full.algorithm().flatMap(stat::fullObject);
        Upload upload = S3Upload.create(client, stats, bucket, key, full, stat.sizeBytes());
        try {
            long partBytes = Math.max(partBytesMin,
                    Math.ceilDiv(stat.sizeBytes(), (long) client.profile().capabilities().partsMax()));
            UploadToken token = UploadToken.parse(upload.token()).orElseThrow();
            List<UploadedPart> parts = new PartCopies(env, client, source, token, stat.sizeBytes(), partBytes).all();
            return upload.complete(parts, options.precondition(), known);
        } catch (StoreException | RuntimeException e) {
            abort(upload, e);
            throw e;
        }
    }

    /// Parts cannot be told to keep anything of the source, so that all is said when the upload begins.
    private static WriteOptions full(CopySource source, ObjectStat stat, WriteOptions options) throws StoreException {
        Attributes attributes = options.attributes();
        if (attributes.empty()) {
            attributes = stat.attributes();
        }
        if (attributes.tags().isEmpty() && stat.tagCount() > 0) {
            attributes = attributes.withTags(source.tags());
        }
        Optional<Algorithm> algorithm = options.algorithm();
        for (Checksum each : stat.checksums()) {
            if (algorithm.isEmpty() && each.fullObject() && each.algorithm().combinable()) {
                algorithm = Optional.of(each.algorithm());
            }
        }
        return new WriteOptions(options.precondition(), algorithm, attributes, options.modified(),
                options.storageClass());
    }

    /// Whatever completing came to, an upload that is left over is removed; the service ignores it when there is none.
    private static void abort(Upload upload, Exception reason) {
        try {
            upload.abort();
        } catch (StoreException e) {
            reason.addSuppressed(e);
        }
    }
}
