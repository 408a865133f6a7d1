package dev.crossdock.transfer;

/// Why an object was not copied: the evidence of a skip.
public enum KeepReason {
    /// The journal of this same run shows it copied and proven, and both sides are as they were then.
    PROVEN_BEFORE,
    /// Both sides are as the baseline of the pair shows them copied and proven by an earlier run.
    UNCHANGED,
    /// Both stores show the same full-object checksum.
    SAME_CHECKSUM,
    /// Both stores show the same size and the same ETag, which each derives from the bytes.
    SAME_ETAG,
    /// A zero-byte key that ends in a slash: a directory marker, which a filesystem cannot hold as a file.
    DIRECTORY_MARKER,
    /// It was listed and had gone when it was to be read.
    GONE,
    /// A filter of the order leaves it out.
    EXCLUDED,
    /// Something is at the target, and the order never overwrites.
    PRESENT,
    /// What is at the target was modified later, and the order only overwrites what is older.
    NEWER,
    /// Both sides have the same size, which the order takes for enough; the bytes were not compared.
    SAME_SIZE,
    /// Both sides have the same size and time, which the order takes for enough; the bytes were not compared.
    SAME_TIME
}
