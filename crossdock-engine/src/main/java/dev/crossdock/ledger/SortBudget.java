package dev.crossdock.ledger;

/// How much of a journal may be in memory at once to be sorted.
///
/// @param records how many records, at least 1
/// @param sizeBytes their size in memory, about, at least 1
record SortBudget(int records, long sizeBytes) {

    static final SortBudget DEFAULT = new SortBudget(100_000, 32L << 20);

    SortBudget {
        if (records < 1 || sizeBytes < 1) {
            throw new IllegalArgumentException("a budget of " + records + " records and " + sizeBytes + " bytes");
        }
    }
}
