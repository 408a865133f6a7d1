package dev.crossdock.testkit.gcs;

import java.util.Map;
import java.util.Optional;

/// One resumable upload: what was said at its start, and what has come since.
final class UploadSession {
    private static final int GRAIN_BYTES = 256 << 10;

    private final Call start;
    private final String name;
    private final Map<String, Object> fields;
    private final Expected expected;
    private Media received = Media.EMPTY;
    private Optional<StoredObject> finished = Optional.empty();
    private boolean cancelled;

    UploadSession(Call start, String name, Map<String, Object> fields, Expected expected) {
        this.start = start;
        this.name = name;
        this.fields = fields;
        this.expected = expected;
    }

    /// The request that began it, whose parameters hold to the end.
    Call start() {
        return start;
    }

    String name() {
        return name;
    }

    Map<String, Object> fields() {
        return fields;
    }

    Expected expected() {
        return expected;
    }

    Media received() {
        return received;
    }

    Optional<StoredObject> finished() {
        return finished;
    }

    boolean isCancelled() {
        return cancelled;
    }

    void cancel() {
        cancelled = true;
        received = Media.EMPTY;
    }

    void finish(StoredObject object) {
        finished = Optional.of(object);
        received = Media.EMPTY;
    }

    /// Adds bytes that end the object.
    void add(Media bytes) {
        received = received.plus(bytes);
    }

    /// Adds bytes after which more is to come: of these, whole grains are kept.
    ///
    /// @param lost how many bytes at their end do not survive
    void addPart(Media bytes, long lost) {
        Media all = received.plus(bytes);
        long kept = Math.max(all.sizeBytes() - lost, received.sizeBytes());
        received = all.slice(0, Math.max(received.sizeBytes(), kept / GRAIN_BYTES * GRAIN_BYTES));
    }
}
