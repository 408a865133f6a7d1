package dev.crossdock.gcs;

import dev.crossdock.object.ByteRange;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.Operation;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.wire.HttpResponse;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The bytes of one download, all of one generation. They are the bytes as stored: a Content-Encoding is an attribute
/// of the object, and nothing is ever unpacked, neither here nor by the service, which is told so.
///
/// Downloads do not show metadata, so reading all of an object takes a look at it first.
final class GcsReader implements ObjectReader {

    private final GcsFailures failures;
    private final GcsRequest request;
    private final HttpResponse response;
    private final ObjectStat stat;
    private final long lengthBytes;
    private long left;

    private GcsReader(GcsFailures failures, GcsRequest request, HttpResponse response, ObjectStat stat,
            long lengthBytes) {
        this.failures = failures;
        this.request = request;
        this.response = response;
        this.stat = stat;
        this.lengthBytes = lengthBytes;
        this.left = lengthBytes;
    }

    static GcsReader open(GcsClient client, GcsStats stats, String key, ReadOptions options) throws StoreException {
        if (options.version().isPresent()) {
            Versions.requireGeneration(client.failures(), Operation.READ, key, options.version().get(),
                    FailureCode.SOURCE_CHANGED);
        }
        try {
            return options.range().isPresent()
                    ? ranged(client, key, options, options.range().get())
                    : whole(client, stats, key, options);
        } catch (StoreException e) {
            throw stats.explained(e, Operation.READ, key);
        }
    }

    private static GcsReader whole(GcsClient client, GcsStats stats, String key, ReadOptions options)
            throws StoreException {
        GcsObject object;
        if (options.version().isPresent()) {
            object = stats.pinned(Operation.READ, key, options.version().get());
        } else {
            object = stats.present(Operation.READ, key, GcsObject.FIELDS).orElseThrow(() -> client.failures()
                    .ours(Operation.READ, key, FailureCode.GONE, "there is no such object"));
        }
        GcsRequest request = media(client, key).pin("generation", object.generation());
        HttpResponse response = client.send(request);
        try {
            return whole(client.failures(), request, response, object);
        } catch (StoreException e) {
            response.close();
            throw e;
        }
    }

    private static GcsReader whole(GcsFailures failures, GcsRequest request, HttpResponse response, GcsObject object)
            throws StoreException {
        DownloadHead head = DownloadHead.of(response);
        if (response.status() != 200) {
            throw senseless(failures, request, response, FailureCode.RANGE_MISMATCH,
                    "status " + response.status() + " for all bytes");
        }
        head.requireRaw(failures, request, response);
        long announced = response.lengthBytes().orElse(object.sizeBytes());
        if (announced != object.sizeBytes()) {
            throw senseless(failures, request, response, FailureCode.RANGE_MISMATCH,
                    announced + " bytes announced instead of " + object.sizeBytes());
        }
        requireSame(failures, request, response, head, object);
        return new GcsReader(failures, request, response, object.stat(), object.sizeBytes());
    }

    /// A download tells which generation it is of, and what checksum that has.
    private static void requireSame(GcsFailures failures, GcsRequest request, HttpResponse response,
            DownloadHead head, GcsObject object) throws StoreException {
        if (!head.generation().isEmpty() && !head.generation().equals(object.generation())) {
            throw failures.ours(Operation.READ, request.key(), FailureCode.SOURCE_CHANGED,
                    "generation " + head.generation() + " came instead of " + object.generation());
        }
        if (head.crc32c().isPresent() && object.crc().isPresent() && !head.crc32c().equals(object.crc())) {
            throw senseless(failures, request, response, FailureCode.CHECKSUM_HEADER,
                    "x-goog-hash says " + head.crc32c().get() + ", the object has " + object.crc().get());
        }
    }

    private static GcsReader ranged(GcsClient client, String key, ReadOptions options, ByteRange range)
            throws StoreException {
        GcsRequest request = media(client, key).header("range",
                "bytes=" + range.offset() + '-' + (range.end() - 1));
        if (options.version().isPresent()) {
            request.pin("generation", options.version().get());
        }
        HttpResponse response = client.send(request);
        try {
            return ranged(client.failures(), request, response, options, range);
        } catch (StoreException e) {
            response.close();
            throw e;
        }
    }

    private static GcsReader ranged(GcsFailures failures, GcsRequest request, HttpResponse response,
            ReadOptions options, ByteRange range) throws StoreException {
        DownloadHead head = DownloadHead.of(response);
        long total = head.totalOf(range);
        long announced = response.lengthBytes().orElse(range.lengthBytes());
        if (response.status() != 206 || total < range.end() || announced != range.lengthBytes()) {
            throw senseless(failures, request, response, FailureCode.RANGE_MISMATCH, "status " + response.status()
                    + " with Content-Range '" + Redaction.clean(head.range(), 80) + "' for " + range);
        }
        head.requireRaw(failures, request, response);
        String generation = head.generation().isEmpty() ? options.version().orElse("") : head.generation();
        if (generation.isEmpty() || !generation.equals(options.version().orElse(generation))) {
            throw failures.ours(Operation.READ, request.key(), FailureCode.SOURCE_CHANGED,
                    "generation '" + generation + "' came instead of " + options.version().orElse("any"));
        }
        GcsObject object = new GcsObject(request.key(), total, generation,
                head.crc32c().map(each -> each.base64()).orElse(""), head.md5(), head.modified(),
                head.storageClass(), head.attributes(), false);
        return new GcsReader(failures, request, response, object.stat(), range.lengthBytes());
    }

    private static GcsRequest media(GcsClient client, String key) {
        // Who takes gzip gets objects that are stored so as they are.
        return new GcsRequest(Operation.READ, "GET", key, client.paths().media(key)).query("alt", "media")
                .header("accept-encoding", "gzip");
    }

    @Override
    public ObjectStat stat() {
        return stat;
    }

    @Override
    public long lengthBytes() {
        return lengthBytes;
    }

    @Override
    public int read(ByteBuffer into) throws StoreException {
        int count = receive(into);
        if (count < 0) {
            if (left > 0) {
                throw failures.ours(Operation.READ, request.key(), FailureCode.SHORT_READ,
                        "the body ended " + left + " bytes early");
            }
            return -1;
        }
        if (count > left) {
            throw failures.ours(Operation.READ, request.key(), FailureCode.LONG_READ,
                    "the body goes on after " + lengthBytes + " bytes");
        }
        left -= count;
        return count;
    }

    @Override
    public void close() {
        response.close();
    }

    private int receive(ByteBuffer into) throws StoreException {
        try {
            return response.read(into);
        } catch (IOException e) {
            throw failures.broken(request, e);
        }
    }

    private static StoreException senseless(GcsFailures failures, GcsRequest request, HttpResponse response,
            FailureCode code, String message) {
        return failures.senseless(request, code, response.status(), message, "");
    }
}
