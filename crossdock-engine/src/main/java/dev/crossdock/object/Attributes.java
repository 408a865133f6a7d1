package dev.crossdock.object;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is carried along with an object besides its bytes.
///
/// @param headers content headers by lower-case name (`content-type`, `cache-control`, ...)
/// @param metadata user metadata by lower-case name, without the store's prefix
public record Attributes(SortedMap<String, String> headers, SortedMap<String, String> metadata) {

    /// Nothing at all.
    public static final Attributes NONE = new Attributes(Map.of(), Map.of());

    /// Copies the maps.
    public Attributes {
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    /// Of maps in any order.
    public Attributes(Map<String, String> headers, Map<String, String> metadata) {
        this(new TreeMap<>(headers), new TreeMap<>(metadata));
    }

    /// Whether there is nothing to carry.
    public boolean empty() {
        return headers.isEmpty() && metadata.isEmpty();
    }
}
