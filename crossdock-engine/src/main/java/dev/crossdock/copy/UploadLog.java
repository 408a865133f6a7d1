package dev.crossdock.copy;

import dev.crossdock.store.StoreException;
import java.util.Optional;

/// Where uploads of large objects are noted, so that a later process finds what a killed one left behind.
public interface UploadLog {

    /// Notes an upload before its first part; durable when this returns.
    void opened(String targetKey, String token, String sourceKey, String sourceVersion, long sizeBytes, long partBytes)
            throws StoreException;

    /// Notes that an upload was completed or aborted.
    void closed(String token) throws StoreException;

    /// Takes the token of an upload for that key that an earlier process left open, once.
    Optional<String> leftOpen(String targetKey);
}
