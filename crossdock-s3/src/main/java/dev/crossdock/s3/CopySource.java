package dev.crossdock.s3;

import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import java.util.Optional;
import java.util.SortedMap;

/// The object that a copy within the service is made of.
///
/// @param client talks to its bucket
/// @param stats looks at objects of its bucket
/// @param key which object
/// @param version the only acceptable one
record CopySource(S3Client client, S3Stats stats, String key, String version) {

    /// Names the source in a request to the target, for this version and no other.
    void name(S3Request request) {
        StringBuilder text = new StringBuilder(client.copySource(key));
        if (S3Versions.byId(version)) {
            UriEncoding.query(text.append("?versionId="), S3Versions.id(version));
        } else {
            request.header("x-amz-copy-source-if-match", S3Headers.quoted(version));
        }
        request.header("x-amz-copy-source", text.toString());
        if (!client.expectedOwner().isEmpty()) {
            request.header("x-amz-source-expected-bucket-owner", client.expectedOwner());
        }
    }

    /// Looks at it.
    ///
    /// @throws StoreException GONE if it is not there any more
    ObjectStat stat() throws StoreException {
        Optional<ObjectStat> there = stats.stat(key, version);
        if (there.isEmpty()) {
            throw client.failures().ours(new S3Request(Operation.COPY, "HEAD", key), FailureCode.GONE,
                    "there is no object any more");
        }
        return there.get();
    }

    SortedMap<String, String> tags() throws StoreException {
        return new S3Tags(client, stats).tags(key, version);
    }
}
