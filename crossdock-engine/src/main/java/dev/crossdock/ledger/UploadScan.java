package dev.crossdock.ledger;

import dev.crossdock.ledger.JournalRecord.UploadClosed;
import dev.crossdock.ledger.JournalRecord.UploadOpened;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gathers from the records of a run the uploads that were opened and not closed.
final class UploadScan {

    private final Map<String, UploadOpened> byToken = new LinkedHashMap<>();

    void take(JournalRecord record) {
        if (record instanceof UploadOpened opened) {
            byToken.put(opened.token(), opened);
        } else if (record instanceof UploadClosed closed) {
            byToken.remove(closed.token());
        }
    }

    /// In the order in which they were opened.
    List<UploadOpened> all() {
        return new ArrayList<>(byToken.values());
    }
}
