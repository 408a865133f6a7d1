package dev.crossdock.env;

/// How a file is opened.
public enum OpenMode {
    /// An existing file, for reading.
    READ,
    /// An existing file, for reading and writing.
    READ_WRITE,
    /// A new file, readable and writable by its owner only.
    CREATE,
    /// A new file, with the permissions that the process gives by default.
    CREATE_SHARED
}
