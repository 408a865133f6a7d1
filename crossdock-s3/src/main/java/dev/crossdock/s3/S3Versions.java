package dev.crossdock.s3;

import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.wire.HttpResponse;

/// Versions of an object as this store names them: an ETag, or `versionId=` and the id that the service gave. Ids come
/// from listings of all versions only; what holds the present object is known by its ETag.
final class S3Versions {

    private static final String START = "versionId=";

    private S3Versions() {}

    /// The name of a version that has an id.
    static String ofId(String id) {
        return START + id;
    }

    /// Whether the version is named by its id.
    static boolean byId(String version) {
        return version.startsWith(START);
    }

    /// The id in the name of a version.
    static String id(String version) {
        return version.substring(START.length());
    }

    /// Asks for that version and no other.
    static void pin(S3Request request, String version) {
        if (byId(version)) {
            request.query("versionId", id(version));
        } else {
            request.header("if-match", S3Headers.quoted(version));
        }
    }

    /// What was read, under the name that it was asked for by.
    ///
    /// @throws StoreException UNSUPPORTED if the service does not look at ids; SOURCE_CHANGED if another version came
    static ObjectStat pinned(S3Failures failures, S3Request request, HttpResponse response, ObjectStat stat,
            String version) throws StoreException {
        if (!byId(version)) {
            if (!version.equals(stat.version())) {
                throw failures.ours(request, FailureCode.SOURCE_CHANGED,
                        "version " + stat.version() + " came instead of " + version);
            }
            return stat;
        }
        String id = response.header("x-amz-version-id").orElse("");
        // Buckets that never had versions show no id, and know their only one by this name.
        if (id.isEmpty() && !id(version).equals("null")) {
            throw failures.ours(request, FailureCode.UNSUPPORTED, "the service tells no versions by their ids");
        }
        if (!id.isEmpty() && !id.equals(id(version))) {
            throw failures.ours(request, FailureCode.SOURCE_CHANGED,
                    "version " + Redaction.clean(id, 100) + " came instead of " + id(version));
        }
        return new ObjectStat(stat.key(), stat.sizeBytes(), version, stat.etag(), stat.modified(), stat.checksums(),
                stat.attributes(), stat.storageClass(), stat.tagCount(), stat.standing());
    }
}
