package dev.crossdock.ledger;

/// The names under which a run's directory holds its journal. A name says more than the bytes: the last step of
/// sealing is a rename, so a journal of the sealed name that does not end in its seal has lost its end.
enum JournalFile {
    /// Being created: not yet a run.
    UNBORN("journal.new"),
    /// Being written, or interrupted.
    OPEN("journal"),
    /// Finished.
    SEALED("journal.sealed");

    private final String fileName;

    JournalFile(String fileName) {
        this.fileName = fileName;
    }

    String fileName() {
        return fileName;
    }
}
