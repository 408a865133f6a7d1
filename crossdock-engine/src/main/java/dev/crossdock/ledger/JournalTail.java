package dev.crossdock.ledger;

/// What stands at the end of a journal.
public enum JournalTail {
    /// The seal: the run has ended, and all of its journal is as it was written.
    SEALED,
    /// The last whole frame: the run goes on, or was interrupted between two writes.
    OPEN,
    /// Something after the last whole frame that is none: a write was cut short by a crash, or is being made at this
    /// moment. Nothing of it was ever acknowledged.
    TORN
}
