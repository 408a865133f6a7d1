package dev.crossdock.run;

import dev.crossdock.copy.NotedUpload;
import dev.crossdock.copy.UploadLog;
import dev.crossdock.ledger.JournalRecord.UploadOpened;
import dev.crossdock.ledger.OpenRun;
import dev.crossdock.ledger.RunHistory;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Uploads of large objects, noted in the run's journal.
final class JournaledUploads implements UploadLog {

    private final OpenRun opened;
    private final ObjectStore target;
    private final Map<String, UploadOpened> leftOpen;

    JournaledUploads(OpenRun opened, ObjectStore target) {
        this.opened = opened;
        this.target = target;
        this.leftOpen = new ConcurrentHashMap<>(opened.history().map(RunHistory::openUploads).orElse(Map.of()));
    }

    @Override
    public void opened(NotedUpload upload) throws StoreException {
        opened.journal().uploadOpened(record(upload));
    }

    @Override
    public void closed(String token) throws StoreException {
        opened.journal().uploadClosed(token);
    }

    @Override
    public void kept(NotedUpload upload) {
        leftOpen.put(upload.targetKey(), record(upload));
    }

    @Override
    public Optional<NotedUpload> leftOpen(String targetKey) {
        return Optional.ofNullable(leftOpen.remove(targetKey)).map(each -> new NotedUpload(each.targetKey(),
                each.token(), each.sourceKey(), each.sourceVersion(), each.sizeBytes(), each.partBytes()));
    }

    private static UploadOpened record(NotedUpload upload) {
        return new UploadOpened(upload.targetKey(), upload.token(), upload.sourceKey(), upload.sourceVersion(),
                upload.sizeBytes(), upload.partBytes());
    }

    /// Of several uploads that killed sessions left open for one key, only the last is asked for when the key is due.
    void abortSuperseded() {
        abort(opened.history().map(RunHistory::supersededUploads).orElse(List.of()));
    }

    /// At the end of a run, what is still left open is for objects that needed no copy any more or were given up.
    void abortUnclaimed() {
        abort(leftOpen.values());
    }

    private void abort(Collection<UploadOpened> uploads) {
        for (UploadOpened each : uploads) {
            try {
                target.reopen(each.token()).abort();
                closed(each.token());
            } catch (StoreException e) {
                // It stays open in the journal, where it can be found.
            }
        }
    }
}
