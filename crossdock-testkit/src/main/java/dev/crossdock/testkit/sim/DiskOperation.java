package dev.crossdock.testkit.sim;

/// The kinds of calls that a disk counts and can fail.
public enum DiskOperation {
    /// Opening an existing file.
    OPEN,
    /// Creating and opening a file.
    CREATE,
    /// Looking at what a path names, resolving links included.
    STAT,
    /// Listing a directory.
    LIST,
    /// Reading, also the size.
    READ,
    /// Writing.
    WRITE,
    /// Truncating.
    TRUNCATE,
    /// Making a file durable.
    FORCE,
    /// Locking.
    LOCK,
    /// Creating a directory.
    CREATE_DIRECTORY,
    /// Renaming.
    RENAME,
    /// Giving a second name.
    LINK,
    /// Deleting.
    DELETE,
    /// Setting the time of last modification.
    SET_MODIFIED,
    /// Making names durable.
    FORCE_DIRECTORY
}
