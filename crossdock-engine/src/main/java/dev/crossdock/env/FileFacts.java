package dev.crossdock.env;

import java.time.Instant;

/// What a filesystem knows of a file without reading it.
///
/// @param kind what it is
/// @param sizeBytes size; without meaning unless a regular file
/// @param modified time of last modification, with nanoseconds where the filesystem has them
/// @param changed time of the last change to contents or facts, names included, as the filesystem keeps it; nobody can
///     set it
/// @param identity names the file itself (device and inode), whatever its path
public record FileFacts(Kind kind, long sizeBytes, Instant modified, Instant changed, String identity) {

    /// What can stand in a directory.
    public enum Kind {
        /// A regular file.
        FILE,
        /// A directory.
        DIRECTORY,
        /// A symbolic link, itself.
        LINK,
        /// A device, socket or pipe.
        SPECIAL
    }

    /// Changes when the file was replaced, or written to between two ticks of the filesystem's clock, or given another
    /// name. The time of change is part of it because identities are used again: a file that replaces another may get
    /// the identity of the one that was replaced before.
    public String version() {
        return identity + '-' + sizeBytes + '-' + text(modified) + '-' + text(changed);
    }

    private static String text(Instant time) {
        return time.getEpochSecond() + "." + time.getNano();
    }
}
