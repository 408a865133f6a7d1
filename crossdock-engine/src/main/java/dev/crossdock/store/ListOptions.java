package dev.crossdock.store;

import java.util.Optional;

/// Which keys to list.
///
/// @param prefix start of every key; empty for all
/// @param after list only keys after this one
/// @param before list only keys before this one
/// @param depth what of each key to list
public record ListOptions(String prefix, Optional<String> after, Optional<String> before, Depth depth) {

    /// What of each key to list.
    public enum Depth {
        /// The present object.
        CURRENT,
        /// All versions, the newest of a key first, delete markers included; UNSUPPORTED where there are none.
        ALL_VERSIONS
    }

    /// Present objects in a window of keys.
    public ListOptions(String prefix, Optional<String> after, Optional<String> before) {
        this(prefix, after, before, Depth.CURRENT);
    }

    /// All keys with a prefix.
    public static ListOptions of(String prefix) {
        return new ListOptions(prefix, Optional.empty(), Optional.empty());
    }

    /// The same, from a later key on.
    public ListOptions withAfter(String key) {
        return new ListOptions(prefix, Optional.of(key), before, depth);
    }
}
