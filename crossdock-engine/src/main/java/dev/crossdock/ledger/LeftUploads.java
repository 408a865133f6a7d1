package dev.crossdock.ledger;

import dev.crossdock.ledger.JournalRecord.UploadOpened;
import java.util.List;

/// Uploads that an unfinished run has left open.
///
/// @param run its name
/// @param order normal form of its order
/// @param uploads in the order in which they were opened, at least one; of several for one target key only the last
///     one is of use to the run
public record LeftUploads(String run, String order, List<UploadOpened> uploads) {

    /// Copies.
    public LeftUploads {
        uploads = List.copyOf(uploads);
    }
}
