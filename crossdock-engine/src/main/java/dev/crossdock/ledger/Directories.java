package dev.crossdock.ledger;

import dev.crossdock.env.Disk;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Makes directories that are there for good.
final class Directories {

    private Directories() {}

    /// Creates a directory and those above it, durably, unless they are there.
    ///
    /// @return its path without links, which a directory must have to be forced
    static Path ensure(Disk disk, Path directory) throws IOException {
        if (disk.stat(directory).isPresent()) {
            return disk.resolveLinks(directory);
        }
        Path parent = directory.getParent();
        if (parent == null) {
            throw new NoSuchFileException(directory.toString());
        }
        Path above = ensure(disk, parent);
        Path created = above.resolve(directory.getFileName());
        try {
            disk.createPrivateDirectory(created);
        } catch (FileAlreadyExistsException e) {
            // Another process was faster; its name must be durable all the same.
        }
        disk.forceDirectory(above);
        return created;
    }
}
