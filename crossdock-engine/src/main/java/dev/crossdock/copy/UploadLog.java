package dev.crossdock.copy;

import dev.crossdock.store.StoreException;
import java.util.Optional;

/// Where uploads of large objects are noted, so that a later process finds what a killed one left behind.
public interface UploadLog {

    /// Notes an upload before its first part; durable when this returns.
    void opened(NotedUpload upload) throws StoreException;

    /// Notes that an upload was completed or aborted.
    void closed(String token) throws StoreException;

    /// Gives back an upload that an attempt has left open, with parts that need not be sent again. Whoever asks next
    /// with [#leftOpen] gets it, and if nobody does, it is to be aborted when no attempt will follow.
    void kept(NotedUpload upload);

    /// Takes the upload for that key that an earlier process or attempt left open, once.
    Optional<NotedUpload> leftOpen(String targetKey);
}
