package dev.crossdock.store;

/// What was being done to a store when something failed.
public enum Operation {
    /// Finding credentials.
    AUTHENTICATE,
    /// Listing keys or uploads.
    LIST,
    /// Asking for facts of one object.
    STAT,
    /// Reading bytes.
    READ,
    /// Writing bytes.
    WRITE,
    /// Making a written object visible.
    COMMIT,
    /// Copying inside the service.
    COPY,
    /// Comparing what was written with what was read.
    VERIFY,
    /// Deleting.
    DELETE,
    /// Writing the run's journal.
    RECORD
}
