package dev.crossdock.object;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is carried along with an object besides its bytes.
///
/// @param headers content headers by lower-case name (`content-type`, `cache-control`, ...)
/// @param metadata user metadata by lower-case name, without the store's prefix
/// @param tags of the object, exact; only there when they were asked for
public record Attributes(SortedMap<String, String> headers, SortedMap<String, String> metadata,
        SortedMap<String, String> tags) {

    /// Nothing at all.
    public static final Attributes NONE = new Attributes(Map.of(), Map.of());

    /// Copies the maps.
    public Attributes {
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /// Of maps in any order, without tags.
    public Attributes(Map<String, String> headers, Map<String, String> metadata) {
        this(new TreeMap<>(headers), new TreeMap<>(metadata), new TreeMap<>());
    }

    /// The same with other tags.
    public Attributes withTags(Map<String, String> others) {
        return new Attributes(headers, metadata, new TreeMap<>(others));
    }

    /// Whether there is nothing to carry.
    public boolean empty() {
        return headers.isEmpty() && metadata.isEmpty() && tags.isEmpty();
    }
}
