package dev.crossdock.store.local;

import dev.crossdock.object.Keys;
import dev.crossdock.store.ListOptions;
import org.jspecify.annotations.Nullable;

/// Which keys a listing is about, and which directories can hold any of them.
final class KeyWindow {

    private final String prefix;
    private final @Nullable String after;
    private final @Nullable String before;

    KeyWindow(ListOptions options) {
        this.prefix = options.prefix();
        this.after = options.after().orElse(null);
        this.before = options.before().orElse(null);
    }

    /// The directories that every key begins with: empty, or ending in a slash.
    String directories() {
        return prefix.substring(0, prefix.lastIndexOf('/') + 1);
    }

    boolean holds(String key) {
        return key.startsWith(prefix)
                && (after == null || Keys.compare(key, after) > 0)
                && (before == null || Keys.compare(key, before) < 0);
    }

    /// Whether a directory, whose key ends in a slash, can hold such keys.
    boolean reachesInto(String directory) {
        return (directory.startsWith(prefix) || prefix.startsWith(directory))
                && (after == null || Keys.compare(directory, after) > 0 || after.startsWith(directory))
                && (before == null || Keys.compare(directory, before) < 0);
    }
}
