package dev.crossdock.s3;

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
import java.util.List;

/// The bytes of one GET. They are the bytes as stored: a Content-Encoding is an attribute of the object, and nothing
/// is ever unpacked.
final class S3Reader implements ObjectReader {

    private final S3Failures failures;
    private final S3Request request;
    private final HttpResponse response;
    private final ObjectStat stat;
    private final long lengthBytes;
    private long left;

    private S3Reader(S3Failures failures, S3Request request, HttpResponse response, ObjectStat stat, long lengthBytes) {
        this.failures = failures;
        this.request = request;
        this.response = response;
        this.stat = stat;
        this.lengthBytes = lengthBytes;
        this.left = lengthBytes;
    }

    static S3Reader open(S3Client client, String key, ReadOptions options) throws StoreException {
        S3Request request = new S3Request(Operation.READ, "GET", key);
        if (options.version().isPresent()) {
            S3Versions.pin(request, options.version().get());
        }
        if (options.range().isPresent()) {
            ByteRange range = options.range().get();
            request.header("range", "bytes=" + range.offset() + '-' + (range.end() - 1));
        } else {
            request.header("x-amz-checksum-mode", "ENABLED");
        }
        HttpResponse response = client.send(request);
        try {
            return of(client.failures(), request, response, options);
        } catch (StoreException e) {
            response.close();
            throw e;
        }
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
                throw failures.ours(request, FailureCode.SHORT_READ, "the body ended " + left + " bytes early");
            }
            return -1;
        }
        if (count > left) {
            throw failures.ours(request, FailureCode.LONG_READ, "the body goes on after " + lengthBytes + " bytes");
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

    private static S3Reader of(S3Failures failures, S3Request request, HttpResponse response, ReadOptions options)
            throws StoreException {
        long announced = response.lengthBytes().orElse(-1);
        boolean ranged = options.range().isPresent();
        long size = ranged ? totalOf(failures, request, response, options.range().get()) : announced;
        if (!ranged && response.status() != 200) {
            throw mismatch(failures, request, response, "status " + response.status() + " for all bytes");
        }
        ObjectStat stat = S3Stats.of(failures, request, response, size,
                ranged ? List.of() : S3Headers.checksums(response));
        if (options.version().isPresent()) {
            stat = S3Versions.pinned(failures, request, response, stat, options.version().get());
        }
        long length = ranged ? options.range().get().lengthBytes() : size;
        if (announced >= 0 && announced != length) {
            throw mismatch(failures, request, response, announced + " bytes announced instead of " + length);
        }
        return new S3Reader(failures, request, response, stat, length);
    }

    /// The size of the whole object, from `Content-Range: bytes 0-4/10` (RFC 9110, section 14.4), which must be exactly
    /// the range that was asked for.
    private static long totalOf(S3Failures failures, S3Request request, HttpResponse response, ByteRange range)
            throws StoreException {
        String header = response.header("content-range").orElse("");
        String start = "bytes " + range.offset() + '-' + (range.end() - 1) + '/';
        if (response.status() == 206 && header.startsWith(start)) {
            try {
                long total = Long.parseLong(header, start.length(), header.length(), 10);
                if (total >= range.end()) {
                    return total;
                }
            } catch (NumberFormatException e) {
                // told below
            }
        }
        throw mismatch(failures, request, response, "status " + response.status() + " with Content-Range '"
                + Redaction.clean(header, 80) + "' for " + start + '*');
    }

    private static StoreException mismatch(S3Failures failures, S3Request request, HttpResponse response,
            String message) {
        return failures.senseless(request, FailureCode.RANGE_MISMATCH, response.status(), message, "");
    }
}
