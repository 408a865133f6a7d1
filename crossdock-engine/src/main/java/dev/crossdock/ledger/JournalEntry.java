package dev.crossdock.ledger;

import dev.crossdock.env.Permits;

/// What the writer of a journal is asked to do.
sealed interface JournalEntry {

    /// Write a record.
    record Append(JournalRecord record) implements JournalEntry {}

    /// Make everything so far durable, then give one permit.
    record Barrier(Permits done) implements JournalEntry {}

    /// Make everything so far durable, for time has passed.
    record Tick() implements JournalEntry {}

    /// End the journal, then give one permit.
    record Seal(JournalRecord.Sealed sealed, Permits done) implements JournalEntry {}
}
