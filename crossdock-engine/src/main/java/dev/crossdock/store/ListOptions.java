package dev.crossdock.store;

import java.util.Optional;

/// Which keys to list.
///
/// @param prefix start of every key; empty for all
/// @param after list only keys after this one
/// @param before list only keys before this one
public record ListOptions(String prefix, Optional<String> after, Optional<String> before) {

    /// All keys with a prefix.
    public static ListOptions of(String prefix) {
        return new ListOptions(prefix, Optional.empty(), Optional.empty());
    }

    /// The same, from a later key on.
    public ListOptions withAfter(String key) {
        return new ListOptions(prefix, Optional.of(key), before);
    }
}
