package dev.crossdock.testkit.engine;

import dev.crossdock.copy.NotedUpload;
import dev.crossdock.copy.UploadLog;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A log of uploads that any number of processes share: what is open is left open to whoever asks next.
final class MemoryUploads implements UploadLog {

    private final Map<String, NotedUpload> byToken = new ConcurrentHashMap<>();

    @Override
    public void opened(NotedUpload upload) {
        byToken.put(upload.token(), upload);
    }

    @Override
    public void closed(String token) {
        byToken.remove(token);
    }

    @Override
    public void kept(NotedUpload upload) {
        byToken.put(upload.token(), upload);
    }

    @Override
    public Optional<NotedUpload> leftOpen(String targetKey) {
        return byToken.values().stream().filter(each -> each.targetKey().equals(targetKey)).findFirst();
    }

    /// Tokens of all uploads that are open.
    Set<String> open() {
        return byToken.keySet();
    }
}
