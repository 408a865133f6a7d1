package dev.crossdock.copy;

/// What two objects were found to be the same or different by. Part of the interface: a name never changes its meaning.
public enum Evidence {
    /// The listings show the same size and the same ETag, which each store derived from the bytes.
    ETAG,
    /// Both stores show a checksum in the same algorithm.
    STORED_CHECKSUM,
    /// The bytes of one side were read, and digested to compare with the checksum or MD5 ETag that the other shows.
    READ_ONE,
    /// The bytes of both sides were read and compared one by one.
    READ_BOTH,
    /// Only sizes were compared. Where they are equal, that says nothing of the bytes.
    SIZE_ONLY
}
