package dev.crossdock.env;

import java.io.Serial;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/// A directory on the way to a path is a symbolic link, on a disk that follows none ([Disk#withoutLinks]).
public final class LinkInPathException extends FileSystemException {

    @Serial
    private static final long serialVersionUID = 1L;

    /// @param path that was to be used
    /// @param link the part of it that is the link
    public LinkInPathException(Path path, Path link) {
        super(path.toString(), null, link + " is a symbolic link, which is never followed");
    }
}
