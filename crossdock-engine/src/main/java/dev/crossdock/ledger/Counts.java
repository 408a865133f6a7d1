package dev.crossdock.ledger;

/// How many objects ended in which outcome, and their sizes. Copied, kept and failed add up to all that the run saw at the
/// source, and to failed deletions.
///
/// @param copiedObjects copied and proven, in any session of the run
/// @param copiedBytes their size
/// @param keptObjects left as they were
/// @param keptBytes their size
/// @param failedObjects given up
/// @param failedBytes their size
/// @param removedObjects deleted at the target
/// @param removedBytes their size
public record Counts(long copiedObjects, long copiedBytes, long keptObjects, long keptBytes, long failedObjects,
        long failedBytes, long removedObjects, long removedBytes) {

    /// Nothing yet.
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    /// Without deletions.
    public Counts(long copiedObjects, long copiedBytes, long keptObjects, long keptBytes, long failedObjects,
            long failedBytes) {
        this(copiedObjects, copiedBytes, keptObjects, keptBytes, failedObjects, failedBytes, 0, 0);
    }

    /// Checks that nothing is negative.
    public Counts {
        if ((copiedObjects | copiedBytes | keptObjects | keptBytes | failedObjects | failedBytes
                | removedObjects | removedBytes) < 0) {
            throw new IllegalArgumentException(
                    "negative count: " + copiedObjects + ' ' + copiedBytes + ' ' + keptObjects
                            + ' ' + keptBytes + ' ' + failedObjects + ' ' + failedBytes + ' ' + removedObjects + ' '
                            + removedBytes);
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
