package dev.crossdock.testkit.gcs;

import java.util.Map;

/// One generation of an object as the fake holds it, for tests to look at without the API.
///
/// @param crc32c base64
/// @param md5 base64; empty for a composed object
/// @param componentCount 0 if it was not composed
/// @param resource what the API shows of it
public record GcsObject(String bucket, String name, long generation, long metageneration, long sizeBytes, String crc32c,
        String md5, int componentCount, Map<String, Object> resource) {
    public GcsObject {
        resource = Map.copyOf(resource);
    }

    static GcsObject of(StoredObject stored) {
        return new GcsObject(stored.bucket(), stored.name(), stored.generation(), stored.metageneration(),
                stored.media().sizeBytes(), stored.crc32c(), stored.md5(), stored.components(), stored.resource(""));
    }

    /// A field of the resource as text, empty if it is not there.
    public String field(String field) {
        return resource.getOrDefault(field, "").toString();
    }

    /// The user's metadata.
    public Map<String, Object> metadata() {
        return Json.asObject(resource.getOrDefault("metadata", Map.of()));
    }
}
