package dev.crossdock.testkit.gcs;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A request as the fake got it, and how it ended.
///
/// @param path as it was sent, without the query
/// @param query decoded; values of a repeated name joined by commas
/// @param headers by names of any case; of `Authorization` only the scheme
/// @param bucket empty if the request names none
/// @param object empty if the request names none; of an upload, what its parameter `name` says
/// @param permissions what the service asks of a caller of this method, as Google's tables of methods have it
/// @param bodyBytes how many bytes of a body arrived
/// @param json the JSON in the body, empty if there was none
/// @param status of the answer; 0 while there is none, or if the answer was withheld
public record GcsRequest(GcsOperation operation, String method, String path, Map<String, String> query,
        Map<String, String> headers, String bucket, String object, Set<String> permissions, long bodyBytes, String json,
        int status) {
    public GcsRequest {
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        headers = Collections.unmodifiableMap(sorted);
        permissions = Set.copyOf(permissions);
    }

    /// The value of a parameter, empty if it was not given.
    public String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    /// The value of a header, empty if it was not sent.
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
