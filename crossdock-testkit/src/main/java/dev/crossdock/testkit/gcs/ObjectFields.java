package dev.crossdock.testkit.gcs;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The fields of an object that callers may set, as they stand in the resources that callers send.
final class ObjectFields {
    private static final List<String> NAMES = List.of("contentType", "contentEncoding", "contentDisposition",
            "contentLanguage", "cacheControl", "storageClass", "metadata", "customTime", "temporaryHold",
            "eventBasedHold", "retention");
    private static final Set<String> CLASSES = Set.of("STANDARD", "NEARLINE", "COLDLINE", "ARCHIVE", "MULTI_REGIONAL",
            "REGIONAL", "DURABLE_REDUCED_AVAILABILITY");
    private static final int METADATA_CHARS_MAX = 8 << 10;

    private ObjectFields() {}

    /// Those of a resource, without what is null in it.
    ///
    /// @throws GcsError `invalid` for values that the service refuses
    static Map<String, Object> of(Map<String, Object> resource) {
        return patched(Map.of(), resource);
    }

    /// The fields after a change that names only what changes: null takes a field away, and so within the metadata.
    static Map<String, Object> patched(Map<String, Object> fields, Map<String, Object> changes) {
        Map<String, Object> patched = new LinkedHashMap<>(fields);
        for (String name : NAMES) {
            Object value = changes.getOrDefault(name, "");
            if (value.equals(Json.NULL)) {
                patched.remove(name);
            } else if (name.equals("metadata") && changes.containsKey(name)) {
                patched.put(name, metadata(fields, Json.asObject(value)));
            } else if (changes.containsKey(name)) {
                patched.put(name, value);
            }
        }
        check(patched);
        return patched;
    }

    private static Map<String, Object> metadata(Map<String, Object> fields, Map<String, Object> changes) {
        Map<String, Object> metadata = new LinkedHashMap<>(Json.asObject(fields.getOrDefault("metadata", Map.of())));
        changes.forEach((name, value) -> {
            if (value.equals(Json.NULL)) {
                metadata.remove(name);
            } else if (value instanceof String) {
                metadata.put(name, value);
            } else {
                throw GcsError.invalid("Invalid Value of metadata " + name);
            }
        });
        return metadata;
    }

    private static void check(Map<String, Object> fields) {
        Object storageClass = fields.getOrDefault("storageClass", "STANDARD");
        if (!CLASSES.contains(storageClass.toString())) {
            throw GcsError.invalid("Invalid argument: storage class " + storageClass);
        }
        if (Json.write(fields.getOrDefault("metadata", Map.of())).length() > METADATA_CHARS_MAX) {
            throw GcsError.invalid("The metadata for this object is too large.");
        }
        if (fields.containsKey("customTime")) {
            checkTime(String.valueOf(fields.get("customTime")));
        }
    }

    private static void checkTime(String time) {
        try {
            Instant.parse(time);
        } catch (DateTimeException e) {
            throw GcsError.invalid("Invalid value for customTime: " + time);
        }
    }
}
