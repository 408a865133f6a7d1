package dev.crossdock.copy;

import dev.crossdock.object.ObjectStat;

/// An upload of a large object, as it is noted before its first part.
///
/// @param targetKey the object it is for
/// @param token reopens it
/// @param sourceKey what it holds parts of
/// @param sourceVersion the version of that
/// @param sizeBytes of the whole object
/// @param partBytes of each part but the last
public record NotedUpload(String targetKey, String token, String sourceKey, String sourceVersion, long sizeBytes,
        long partBytes) {

    /// Whether its parts are parts of this very version, cut in the same way.
    boolean holds(ObjectStat source, long bytesPerPart) {
        return sourceKey.equals(source.key()) && sourceVersion.equals(source.version())
                && sizeBytes == source.sizeBytes() && partBytes == bytesPerPart;
    }
}
