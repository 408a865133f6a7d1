package dev.crossdock.env;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Files and directories of the machine. No method follows a symbolic link in the last component of a path, and
/// nothing is durable before [DiskFile#force], or [#forceDirectory] for names.
public interface Disk {

    /// The same files and directories without symbolic links: no method follows one in any component of an absolute
    /// path, however lately it came there, except for [#resolveLinks]. So what begins with a path that has no links and
    /// goes on without `..` never leads out of it. Where a machine has no calls for that, each directory on the way is
    /// looked at immediately before it is used.
    ///
    /// Where a method of this disk is told to fail, that disk also fails with [LinkInPathException].
    default Disk withoutLinks() {
        return new CheckedDisk(this);
    }

    /// Opens a file. What is neither a file nor absent must be told by [#stat] first: opening a pipe waits for its other
    /// end, and a directory fails only when it is read.
    ///
    /// @throws java.nio.file.NoSuchFileException if `mode` does not create and there is none
    /// @throws java.nio.file.FileAlreadyExistsException if `mode` is CREATE and there is one
    /// @throws IOException also if the last component is a symbolic link
    DiskFile open(Path path, OpenMode mode) throws IOException;

    /// Facts of what is at `path`, or empty when nothing is, be it that something above it is not a directory.
    Optional<FileFacts> stat(Path path) throws IOException;

    /// The entries of a directory, in no particular order.
    ///
    /// @throws java.nio.file.NoSuchFileException if there is none
    /// @throws java.nio.file.NotDirectoryException if it is something else
    List<Path> list(Path directory) throws IOException;

    /// Creates one directory whose parent exists.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if anything is there
    void createDirectory(Path directory) throws IOException;

    /// Creates one directory, as [#createDirectory] does, that only its owner can look into.
    void createPrivateDirectory(Path directory) throws IOException;

    /// Moves a file to another name in the same filesystem, atomically, replacing a file that is there.
    void rename(Path from, Path to) throws IOException;

    /// Gives an existing file a second name, atomically.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if anything is at `to`
    void link(Path existing, Path to) throws IOException;

    /// Removes a file or an empty directory; does nothing when there is none.
    void delete(Path path) throws IOException;

    /// Sets the time of last modification, to the precision that the filesystem has.
    void setModified(Path path, Instant modified) throws IOException;

    /// Makes the names in a directory durable.
    void forceDirectory(Path directory) throws IOException;

    /// What owner, group and others may do with what is at `path`, as the nine bits that `chmod` takes, such as 0640.
    ///
    /// @throws java.nio.file.NoSuchFileException if there is nothing
    int permissions(Path path) throws IOException;

    /// The path with every symbolic link resolved; the whole path must exist.
    Path resolveLinks(Path path) throws IOException;
}
