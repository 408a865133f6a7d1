package dev.crossdock.store.local;

import java.util.concurrent.ConcurrentHashMap;

/// What this process knows of uploads, so that all who opened the same one share it.
final class UploadsUnderWay {

    private final ConcurrentHashMap<String, UploadedParts> byId = new ConcurrentHashMap<>();

    UploadedParts parts(String id) {
        return byId.computeIfAbsent(id, _ -> new UploadedParts());
    }

    void forget(String id) {
        byId.remove(id);
    }
}
