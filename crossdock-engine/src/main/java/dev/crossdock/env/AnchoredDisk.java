package dev.crossdock.env;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A disk without links, on Linux: the directory above a path is opened in one system call that refuses links wherever
/// they are, and everything is done to the name in what was opened. Nothing that is swapped before, between or after
/// leads anywhere else. A directory is open for one operation only, so that nothing is ever done in one that has long
/// been somewhere else.
final class AnchoredDisk implements Disk {

    private final FileDisk disk;
    private final LinuxCalls calls;

    AnchoredDisk(FileDisk disk, LinuxCalls calls) {
        this.disk = disk;
        this.calls = calls;
    }

    /// Opens the directory above `path`.
    private OpenDirectory above(Path path) throws IOException {
        Path parent = path.getParent();
        return open(parent == null ? path : parent, path);
    }

    /// Opens a directory, or tells why that cannot be. Whatever the reason, nothing has been done.
    ///
    /// @param path that this is for
    private OpenDirectory open(Path directory, Path path) throws IOException {
        long number = calls.openDirectory(directory);
        if (number < 0) {
            requireDirectory(directory, path);
            number = calls.openDirectory(directory);
        }
        if (number < 0) {
            throw new FileSystemException(directory.toString(), null, "the directory cannot be opened");
        }
        return new OpenDirectory(calls, number);
    }

    private void requireDirectory(Path directory, Path path) throws IOException {
        boolean reachable = CheckedDisk.reachable(disk, directory);
        Optional<FileFacts> facts = reachable ? disk.stat(directory) : Optional.empty();
        if (facts.isEmpty()) {
            throw new NoSuchFileException(directory.toString());
        }
        switch (facts.get().kind()) {
            case DIRECTORY -> {
            }
            case FILE, SPECIAL -> throw new NotDirectoryException(directory.toString());
            case LINK -> {
                if (directory.equals(path)) {
                    throw new NotDirectoryException(directory.toString());
                }
                throw new LinkInPathException(path, directory);
            }
        }
    }

    /// The same failure, told of the paths that the caller knows.
    private static IOException told(FileSystemException failed, Path path, @Nullable Path other) {
        String file = path.toString();
        String second = other == null ? null : other.toString();
        String reason = failed.getReason();
        return switch (failed) {
            case LinkInPathException link -> link;
            case NoSuchFileException _ -> new NoSuchFileException(file, second, reason);
            case FileAlreadyExistsException _ -> new FileAlreadyExistsException(file, second, reason);
            case AccessDeniedException _ -> new AccessDeniedException(file, second, reason);
            case DirectoryNotEmptyException _ -> new DirectoryNotEmptyException(file);
            case NotDirectoryException _ -> new NotDirectoryException(file);
            case FileSystemLoopException _ -> new FileSystemLoopException(file);
            default -> new FileSystemException(file, second, reason);
        };
    }

    @Override
    public Disk withoutLinks() {
        return this;
    }

    @Override
    public DiskFile open(Path path, OpenMode mode) throws IOException {
        try (OpenDirectory above = above(path)) {
            return disk.open(above.at(path), mode, path);
        } catch (FileSystemException failed) {
            throw told(failed, path, null);
        }
    }

    @Override
    public Optional<FileFacts> stat(Path path) throws IOException {
        try (OpenDirectory above = above(path)) {
            return disk.stat(above.at(path));
        } catch (NoSuchFileException | NotDirectoryException nothing) {
            return Optional.empty();
        } catch (FileSystemException failed) {
            throw told(failed, path, null);
        }
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        try (OpenDirectory opened = open(directory, directory)) {
            return disk.entries(opened.itself(), directory);
        } catch (FileSystemException failed) {
            throw told(failed, directory, null);
        }
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        try (OpenDirectory above = above(directory)) {
            disk.createDirectory(above.at(directory));
        } catch (FileSystemException failed) {
            throw told(failed, directory, null);
        }
    }

    @Override
    public void createPrivateDirectory(Path directory) throws IOException {
        try (OpenDirectory above = above(directory)) {
            disk.createPrivateDirectory(above.at(directory));
        } catch (FileSystemException failed) {
            throw told(failed, directory, null);
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        try (OpenDirectory aboveFrom = above(from); OpenDirectory aboveTo = above(to)) {
            disk.rename(aboveFrom.at(from), aboveTo.at(to));
        } catch (FileSystemException failed) {
            throw told(failed, from, to);
        }
    }

    @Override
    public void link(Path existing, Path to) throws IOException {
        try (OpenDirectory aboveExisting = above(existing); OpenDirectory aboveTo = above(to)) {
            disk.link(aboveExisting.at(existing), aboveTo.at(to));
        } catch (FileSystemException failed) {
            throw told(failed, to, existing);
        }
    }

    @Override
    public void delete(Path path) throws IOException {
        try (OpenDirectory above = above(path)) {
            disk.delete(above.at(path));
        } catch (NoSuchFileException | NotDirectoryException nothing) {
            // There is nothing to remove.
        } catch (FileSystemException failed) {
            throw told(failed, path, null);
        }
    }

    @Override
    public void setModified(Path path, Instant modified) throws IOException {
        try (OpenDirectory above = above(path)) {
            disk.setModified(above.at(path), modified);
        } catch (FileSystemException failed) {
            throw told(failed, path, null);
        }
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        try (OpenDirectory opened = open(directory, directory)) {
            disk.force(opened.itself());
        } catch (FileSystemException failed) {
            throw told(failed, directory, null);
        }
    }

    @Override
    public int permissions(Path path) throws IOException {
        try (OpenDirectory above = above(path)) {
            return disk.permissions(above.at(path));
        } catch (FileSystemException failed) {
            throw told(failed, path, null);
        }
    }

    @Override
    public Path resolveLinks(Path path) throws IOException {
        return disk.resolveLinks(path);
    }
}
