package dev.crossdock.store;

import dev.crossdock.object.Algorithm;
import java.util.Set;

/// What a store can do. Asking for something else fails with UNSUPPORTED; nothing is silently ignored.
///
/// @param profile name of the kind of service
/// @param checksums algorithms that a write may name; whether the service really checked shows in its reply
/// @param checker who computes the checksums in a [Written]
/// @param conditionalWrite whether writes honor every precondition
/// @param conditionalDelete whether deletes do
/// @param trailers whether a checksum may follow the bytes of a streamed write
/// @param serverSideCopy whether objects can be copied without passing through here
/// @param presign whether links can be signed
/// @param attributes whether headers and metadata are kept
/// @param tags whether tags are kept
/// @param writeBytesMax largest single write
/// @param partBytesMin smallest part but the last
/// @param partBytesMax largest part
/// @param partsMax most parts of one upload
/// @param keyBytesMax longest key, in UTF-8
public record Capabilities(String profile, Set<Algorithm> checksums, Checker checker, boolean conditionalWrite,
        boolean conditionalDelete,
        boolean trailers, boolean serverSideCopy, boolean presign, boolean attributes, boolean tags,
        long writeBytesMax,
        long partBytesMin,
        long partBytesMax, int partsMax, int keyBytesMax) {

    /// Who looks at the bytes that a store takes.
    public enum Checker {
        /// A service at the other end, from what it received.
        SERVICE,
        /// This process, from what it handed to the filesystem.
        WRITER
    }

    /// Copies the set.
    public Capabilities {
        checksums = Set.copyOf(checksums);
    }
}
