package dev.crossdock.app.cli;

import dev.crossdock.run.Tally;
import dev.crossdock.store.FailureClass;
import java.time.Duration;
import java.util.Optional;

/// How far a run is at one moment.
///
/// @param seenObjects source objects listed so far
/// @param listed whether these are all
/// @param copiedObjects copied and proven
/// @param copiedBytes their size
/// @param keptObjects left as they were, by this session or an earlier one
/// @param removedObjects deleted at the target
/// @param failedObjects given up
/// @param mostFrequent class of most failures; empty while there is none
/// @param repeats calls and items tried again
/// @param bytesPerSecond of late
/// @param elapsed since the session began
/// @param left until the end, if that can be told
record Standing(long seenObjects, boolean listed, long copiedObjects, long copiedBytes, long keptObjects,
        long removedObjects, long failedObjects, Optional<FailureClass> mostFrequent, long repeats,
        long bytesPerSecond, Duration elapsed, Optional<Duration> left) {

    /// What a tally and a pace say now.
    static Standing of(Tally tally, Pace pace, Duration elapsed) {
        // What is done is read first: it never exceeds what was seen.
        long copied = tally.copiedObjects();
        long copiedBytes = tally.copiedBytes();
        long kept = tally.keptObjects() + tally.provenBefore();
        long failed = tally.failedObjects();
        boolean listed = tally.listed();
        Optional<Duration> left = listed ? pace.left(tally.dueObjects(), tally.dueBytes()) : Optional.empty();
        return new Standing(tally.seenObjects(), listed, copied, copiedBytes, kept, tally.removedObjects(), failed,
                tally.mostFrequentFailure(), tally.repeats(), pace.bytesPerSecond(), elapsed, left);
    }

    /// Source objects that have come to an end, whichever. A failed deletion counts as failed too, but at most all.
    long doneObjects() {
        return Math.min(seenObjects, copiedObjects + keptObjects + failedObjects);
    }
}
