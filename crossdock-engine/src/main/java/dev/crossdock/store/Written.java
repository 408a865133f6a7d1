package dev.crossdock.store;

import dev.crossdock.object.Checksum;
import java.util.List;

/// What a store said of an object, or a part, that it has just taken.
///
/// @param version of the new object; an empty string for a part, or when the reply did not tell
/// @param etag without quotes, or an empty string
/// @param checksums that the service computed itself over the bytes it got; empty when it does not tell
public record Written(String version, String etag, List<Checksum> checksums) {

    /// Copies the list.
    public Written {
        checksums = List.copyOf(checksums);
    }
}
