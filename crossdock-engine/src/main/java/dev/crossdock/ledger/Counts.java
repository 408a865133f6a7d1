package dev.crossdock.ledger;

/// How many objects ended in which outcome, and their sizes. The three add up to all that the run saw.
///
/// @param copiedObjects copied and proven, in any session of the run
/// @param copiedBytes their size
/// @param keptObjects left as they were
/// @param keptBytes their size
/// @param failedObjects given up
/// @param failedBytes their size
public record Counts(long copiedObjects, long copiedBytes, long keptObjects, long keptBytes, long failedObjects,
        long failedBytes) {

    /// Nothing yet.
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    /// Checks that nothing is negative.
    public Counts {
        if ((copiedObjects | copiedBytes | keptObjects | keptBytes | failedObjects | failedBytes) < 0) {
            throw new IllegalArgumentException(
                    "negative count: " + copiedObjects + ' ' + copiedBytes + ' ' + keptObjects
                            + ' ' + keptBytes + ' ' + failedObjects + ' ' + failedBytes);
        }
    }

    /// All objects that were seen.
    public long objects() {
        return copiedObjects + keptObjects + failedObjects;
    }

    /// The size of all objects that were seen.
    public long sizeBytes() {
        return copiedBytes + keptBytes + failedBytes;
    }
}
