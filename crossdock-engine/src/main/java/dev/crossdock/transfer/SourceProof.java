package dev.crossdock.transfer;

/// How it is known that the bytes read are the bytes that the source holds, strongest first.
public enum SourceProof {
    /// Their digest equals the full-object checksum that the source's store keeps.
    STORED,
    /// Their part digests equal a checksum of part checksums that the source's store keeps.
    COMBINED,
    /// Their MD5 equals the ETag.
    ETAG,
    /// They are all of the pinned version, and as many as it has; the store keeps nothing to compare with.
    PINNED
}
