package dev.crossdock.gcs;

import dev.crossdock.object.Attributes;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which headers the service keeps by which names, and what becomes of those that it does not know. What S3 keeps and
/// Cloud Storage has no field for goes into metadata under names of our own and comes back from there, so that an
/// object that is copied here and back is what it was. It is the same with the custom time, which S3 has no place for.
final class KeptHeaders {

    /// Metadata that stands for the custom time of an object.
    static final String CUSTOM_TIME = "crossdock-custom-time";

    private static final String PREFIX = "crossdock-header-";

    private static final String[] FIELDS = {"contentType", "content-type", "contentEncoding", "content-encoding",
            "contentLanguage", "content-language", "contentDisposition", "content-disposition", "cacheControl",
            "cache-control"};

    private KeptHeaders() {}

    /// The header that a field is, or an empty string.
    static String header(String field) {
        for (int i = 0; i < FIELDS.length; i += 2) {
            if (FIELDS[i].equals(field)) {
                return FIELDS[i + 1];
            }
        }
        return "";
    }

    /// What an object has, as stores tell of it.
    static Attributes read(Map<String, String> headers, Map<String, String> metadata) {
        Map<String, String> all = new TreeMap<>(headers);
        Map<String, String> own = new TreeMap<>();
        for (Map.Entry<String, String> each : metadata.entrySet()) {
            String name = each.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(PREFIX)) {
                all.put(name.substring(PREFIX.length()), each.getValue());
            } else {
                own.putIfAbsent(name, each.getValue());
            }
        }
        return new Attributes(all, own);
    }

    /// Writes attributes into an object resource.
    ///
    /// @return the name of a header that the service cannot keep in any way, if there is one
    static Optional<String> write(JsonObject resource, Attributes attributes) {
        Map<String, String> metadata = new TreeMap<>(attributes.metadata());
        for (Map.Entry<String, String> each : attributes.headers().entrySet()) {
            String field = field(each.getKey());
            if (!field.isEmpty()) {
                resource.put(field, each.getValue());
            } else if (each.getKey().equals("expires") || each.getKey().equals("x-amz-website-redirect-location")) {
                metadata.put(PREFIX + each.getKey(), each.getValue());
            } else {
                return Optional.of(each.getKey());
            }
        }
        String time = metadata.getOrDefault(CUSTOM_TIME, "");
        if (Times.iso(time).isPresent()) {
            resource.put("customTime", time);
            metadata.remove(CUSTOM_TIME);
        }
        resource.put("metadata", metadata);
        return Optional.empty();
    }

    private static String field(String header) {
        for (int i = 0; i < FIELDS.length; i += 2) {
            if (FIELDS[i + 1].equals(header)) {
                return FIELDS[i];
            }
        }
        return "";
    }
}
