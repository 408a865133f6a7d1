package dev.crossdock.testkit.store;

import dev.crossdock.store.FailureCode;
import java.util.Optional;

/// A key that something, somewhere, gets wrong.
///
/// @param key exact
/// @param why what goes wrong with it elsewhere
/// @param refusedByPaths what a directory tree refuses it with, if it cannot hold it
/// @param xml whether XML 1.0 can name it, which deleting in batches and listing without encoding need
public record AwkwardName(String key, String why, Optional<FailureCode> refusedByPaths, boolean xml) {

    /// A key that any store can hold.
    static AwkwardName fine(String key, String why) {
        return new AwkwardName(key, why, Optional.empty(), true);
    }

    /// A key with characters that XML cannot name.
    static AwkwardName unmentionable(String key, String why) {
        return new AwkwardName(key, why, Optional.empty(), false);
    }

    /// A key that no directory tree can hold.
    static AwkwardName noPath(String key, FailureCode code, String why) {
        return new AwkwardName(key, why, Optional.of(code), true);
    }

    @Override
    public String toString() {
        return why;
    }
}
