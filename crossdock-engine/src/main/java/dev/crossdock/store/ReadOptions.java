package dev.crossdock.store;

import dev.crossdock.object.ByteRange;
import java.util.Optional;

/// What to read of an object.
///
/// @param range the bytes wanted, which lie within the object; empty for all
/// @param version the only acceptable version; empty for the present one
public record ReadOptions(Optional<ByteRange> range, Optional<String> version) {

    /// The whole of whatever is there.
    public static final ReadOptions ALL = new ReadOptions(Optional.empty(), Optional.empty());

    /// All bytes of one version.
    public static ReadOptions pinned(String version) {
        return new ReadOptions(Optional.empty(), Optional.of(version));
    }

    /// Some bytes of one version.
    public static ReadOptions pinned(String version, ByteRange range) {
        return new ReadOptions(Optional.of(range), Optional.of(version));
    }
}
