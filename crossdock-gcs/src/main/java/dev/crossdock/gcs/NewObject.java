package dev.crossdock.gcs;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import java.util.Optional;

/// An object that is to be made: where, on which condition, and with what besides its bytes.
///
/// @param key exact; unlike other keys it may be that of a part
/// @param condition what must be there
/// @param resource what the service is told of it, as the members of a JSON object without the braces; may be empty
/// @param contentType what the resource says of it, or an empty string: the bytes must not come with another one
/// @param kmsKey customer-managed key, or an empty string for the bucket's
record NewObject(String key, Precondition condition, String resource, String contentType, String kmsKey) {

    /// An object as options and the store's settings make it.
    ///
    /// @throws StoreException UNSUPPORTED for what the service cannot keep or do
    static NewObject of(GcsClient client, Operation operation, String key, WriteOptions options)
            throws StoreException {
        GcsFailures failures = client.failures();
        if (options.algorithm().isPresent()
                && !GcsProfile.CAPABILITIES.checksums().contains(options.algorithm().get())) {
            throw failures.ours(operation, key, FailureCode.UNSUPPORTED,
                    "writes cannot be checked with " + options.algorithm().get());
        }
        if (!options.attributes().tags().isEmpty()) {
            throw failures.ours(operation, key, FailureCode.UNSUPPORTED, "Cloud Storage keeps no tags");
        }
        String storageClass = options.storageClass().isEmpty()
                ? client.writing().storageClass()
                : options.storageClass();
        if (!storageClass.isEmpty() && !GcsWriting.isClass(storageClass)) {
            throw failures.ours(operation, key, FailureCode.UNSUPPORTED, "a storage class cannot have that name");
        }
        Versions.requireGeneration(failures, operation, key, options.precondition());
        JsonObject resource = new JsonObject();
        Optional<String> unknown = KeptHeaders.write(resource, options.attributes());
        if (unknown.isPresent()) {
            throw failures.ours(operation, key, FailureCode.UNSUPPORTED,
                    "Cloud Storage keeps no header " + unknown.get());
        }
        resource.put("storageClass", storageClass);
        String contentType = options.attributes().headers().getOrDefault("content-type", "");
        if (contentType.chars().anyMatch(each -> each < ' ' || each == 0x7f)) {
            throw failures.ours(operation, key, FailureCode.UNSUPPORTED, "a content type has control characters");
        }
        return new NewObject(key, options.precondition(), resource.members(), contentType, client.writing().kmsKey());
    }

    /// A piece of a larger object, in the class that costs nothing to delete early. The service composes only objects
    /// of one class.
    static NewObject part(GcsClient client, String key) {
        return new NewObject(key, new Precondition.None(),
                new JsonObject().put("storageClass", "STANDARD").members(), "", client.writing().kmsKey());
    }

    /// The resource with checksums for the service to check the bytes with.
    String resource(Iterable<Checksum> checksums) {
        JsonObject checked = new JsonObject();
        for (Checksum each : checksums) {
            checked.put(each.algorithm() == Algorithm.MD5 ? "md5Hash" : "crc32c", each.base64());
        }
        return checked.putMembers(resource).text();
    }
}
