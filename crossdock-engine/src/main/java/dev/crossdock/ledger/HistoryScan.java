package dev.crossdock.ledger;

import dev.crossdock.ledger.JournalRecord.KeptRange;
import dev.crossdock.ledger.JournalRecord.Resumed;
import dev.crossdock.ledger.JournalRecord.Sealed;
import dev.crossdock.ledger.JournalRecord.Settled;
import dev.crossdock.ledger.JournalRecord.Started;
import dev.crossdock.ledger.JournalRecord.UploadClosed;
import dev.crossdock.ledger.JournalRecord.UploadOpened;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a journal to its present end and gathers what a further session needs to know.
final class HistoryScan {

    private final SettledSorter sorter;
    private final UploadScan uploads = new UploadScan();
    private Optional<Started> started = Optional.empty();
    private long removedObjects;
    private long removedBytes;

    HistoryScan(SettledSorter sorter) {
        this.sorter = sorter;
    }

    void read(JournalReader reader) throws StoreException {
        for (Optional<JournalRecord> each = reader.next(); each.isPresent(); each = reader.next()) {
            take(each.get());
        }
    }

    /// How the run began, unless the journal is empty.
    Optional<Started> started() {
        return started;
    }

    RunHistory history() throws StoreException {
        Map<String, UploadOpened> open = new HashMap<>();
        List<UploadOpened> superseded = new ArrayList<>();
        for (UploadOpened each : uploads.all()) {
            UploadOpened before = open.put(each.targetKey(), each);
            if (before != null) {
                superseded.add(before);
            }
        }
        return new RunHistory(sorter.finish(), open, superseded, removedObjects, removedBytes);
    }

    private void take(JournalRecord record) throws StoreException {
        switch (record) {
            case Started start -> started = Optional.of(start);
            case Settled settled -> settle(settled);
            case UploadOpened opened -> uploads.take(opened);
            case UploadClosed closed -> uploads.take(closed);
            case Resumed resumed -> {
            }
            case KeptRange range -> {
            }
            case Sealed sealed -> {
            }
        }
    }

    /// Also remembers what is no delivery but took the place of one.
    private void settle(Settled settled) throws StoreException {
        if (settled.outcome() instanceof Outcome.Removed removed) {
            removedObjects++;
            removedBytes += removed.sizeBytes();
        }
        if (settled.outcome() instanceof Outcome.Delivered || settled.replaced().isPresent()) {
            sorter.add(settled);
        }
    }
}
