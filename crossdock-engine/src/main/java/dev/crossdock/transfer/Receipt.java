package dev.crossdock.transfer;

import dev.crossdock.object.Checksum;

/// Evidence of one proven copy.
///
/// @param sizeBytes bytes read and written
/// @param sourceVersion the version that was read
/// @param targetVersion the version that was written
/// @param checksum full-object digest of the bytes, equal on both sides as the proofs say
/// @param sourceProof the source half
/// @param targetProof the target half
public record Receipt(long sizeBytes, String sourceVersion, String targetVersion, Checksum checksum,
        SourceProof sourceProof,
        TargetProof targetProof) {}
