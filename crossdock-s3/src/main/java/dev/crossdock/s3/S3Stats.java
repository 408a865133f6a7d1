package dev.crossdock.s3;

import dev.crossdock.object.Checksum;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.wire.HttpResponse;
import java.util.List;
import java.util.Optional;

/// Looks at single objects.
final class S3Stats {

    private final String store;
    private final S3Client client;

    S3Stats(String store, S3Client client) {
        this.store = store;
        this.client = client;
    }

    Optional<ObjectStat> stat(String key) throws StoreException {
        return stat(key, "");
    }

    /// Looks at one version.
    ///
    /// @param version that it must be, or an empty string for the present object, whatever it is
    Optional<ObjectStat> stat(String key, String version) throws StoreException {
        S3Keys.check(store, key, Operation.STAT);
        S3Request request = new S3Request(Operation.STAT, "HEAD", key).header("x-amz-checksum-mode", "ENABLED");
        if (!version.isEmpty()) {
            S3Versions.pin(request, version);
        }
        try (HttpResponse response = client.send(request)) {
            long size = response.lengthBytes().orElse(-1);
            ObjectStat stat = of(client.failures(), request, response, size, S3Headers.checksums(response));
            return Optional.of(version.isEmpty()
                    ? stat
                    : S3Versions.pinned(client.failures(), request, response, stat, version));
        } catch (StoreException e) {
            if (e.code() == FailureCode.GONE) {
                return Optional.empty();
            }
            throw explained(key, e);
        }
    }

    /// Fails unless the object there fits. For services that may ignore conditions: narrows the gap, cannot close it.
    void require(Operation operation, String key, Precondition precondition) throws StoreException {
        if (precondition instanceof Precondition.None) {
            return;
        }
        Optional<ObjectStat> there = stat(key);
        boolean fits = switch (precondition) {
            case Precondition.Absent() -> there.isEmpty();
            case Precondition.Version(String version) -> there.isPresent() && there.get().version().equals(version);
            case Precondition.None() -> true;
        };
        if (!fits) {
            throw new StoreException(Failure.of(FailureCode.CONFLICT, operation, S3Keys.where(store, key),
                    there.isEmpty()
                            ? "there is no object any more"
                            : "there is an object of version " + there.get().version()));
        }
    }

    /// What the headers of a reply say of an object.
    ///
    /// @throws StoreException NOT_S3_RESPONSE if they lack what every object has
    static ObjectStat of(S3Failures failures, S3Request request, HttpResponse response, long sizeBytes,
            List<Checksum> checksums) throws StoreException {
        String etag = S3Headers.etag(response.header("etag").orElse(""));
        if (etag.isEmpty() || sizeBytes < 0) {
            throw failures.senseless(request, FailureCode.NOT_S3_RESPONSE, response.status(),
                    etag.isEmpty() ? "the answer has no ETag" : "the answer has no Content-Length", "");
        }
        return new ObjectStat(request.key(), sizeBytes, etag, etag,
                response.header("last-modified").flatMap(Times::http),
                checksums, S3Headers.attributes(response),
                // Amazon S3 names every class but the usual one.
                response.header("x-amz-storage-class").orElse("STANDARD"),
                count(response.header("x-amz-tagging-count").orElse("")), ObjectStat.Standing.CURRENT);
    }

    private static int count(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i > 4) {
                return 0;
            }
            count = count * 10 + digit;
        }
        return count;
    }

    /// Answers to HEAD have no body, so 400 and 403 hide their reason: a GET of one byte brings it out.
    private StoreException explained(String key, StoreException bare) {
        int status = bare.failure().answer().map(answer -> answer.status()).orElse(0);
        if (status != 400 && status != 403) {
            return bare;
        }
        S3Request request = new S3Request(Operation.STAT, "GET", key).header("range", "bytes=0-0");
        try {
            client.send(request).close();
            return bare;
        } catch (StoreException explained) {
            return explained.failure().answer().isPresent() && explained.code() != FailureCode.GONE ? explained : bare;
        }
    }
}
