package dev.crossdock.transfer;

/// Why an object was not copied: the evidence of a skip.
public enum KeepReason {
    /// The journal of this same run shows it copied and proven, and both sides are as they were then.
    PROVEN_BEFORE,
    /// Both stores show the same full-object checksum.
    SAME_CHECKSUM,
    /// Both stores show the same size and the same ETag, which each derives from the bytes.
    SAME_ETAG,
    /// A zero-byte key that ends in a slash: a directory marker, which a filesystem cannot hold as a file.
    DIRECTORY_MARKER,
    /// It was listed and had gone when it was to be read.
    GONE
}
