package dev.crossdock.env;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A disk without links where the machine has no calls for that: every directory on the way is looked at, itself,
/// immediately before it is used. Between the look and the use a hostile process could still swap it.
final class CheckedDisk implements Disk {

    private final Disk disk;

    CheckedDisk(Disk disk) {
        this.disk = disk;
    }

    /// Whether everything above `path` is a directory.
    ///
    /// @throws LinkInPathException if something above it is a symbolic link
    static boolean reachable(Disk disk, Path path) throws IOException {
        Path above = path.getParent();
        if (above == null) {
            return true;
        }
        int names = above.getNameCount();
        for (int i = names - 1; i >= 0; i--) {
            Path each = ancestor(above, i);
            Optional<FileFacts> facts = disk.stat(each);
            if (facts.isEmpty()) {
                return false;
            }
            switch (facts.get().kind()) {
                case DIRECTORY -> {
                }
                case LINK -> throw new LinkInPathException(path, each);
                case FILE, SPECIAL -> {
                    return false;
                }
            }
        }
        return true;
    }

    private static Path ancestor(Path path, int levels) {
        Path above = path;
        for (int i = 0; i < levels; i++) {
            Path next = above.getParent();
            if (next == null) {
                return above;
            }
            above = next;
        }
        return above;
    }

    /// What is missing, or no directory, the operation itself tells of.
    private void look(Path path) throws IOException {
        reachable(disk, path);
    }

    @Override
    public Disk withoutLinks() {
        return this;
    }

    @Override
    public DiskFile open(Path path, OpenMode mode) throws IOException {
        look(path);
        return disk.open(path, mode);
    }

    @Override
    public Optional<FileFacts> stat(Path path) throws IOException {
        return reachable(disk, path) ? disk.stat(path) : Optional.empty();
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        look(directory);
        return disk.list(directory);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        look(directory);
        disk.createDirectory(directory);
    }

    @Override
    public void createPrivateDirectory(Path directory) throws IOException {
        look(directory);
        disk.createPrivateDirectory(directory);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        look(from);
        look(to);
        disk.rename(from, to);
    }

    @Override
    public void link(Path existing, Path to) throws IOException {
        look(existing);
        look(to);
        disk.link(existing, to);
    }

    @Override
    public void delete(Path path) throws IOException {
        look(path);
        disk.delete(path);
    }

    @Override
    public void setModified(Path path, Instant modified) throws IOException {
        look(path);
        disk.setModified(path, modified);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        look(directory);
        disk.forceDirectory(directory);
    }

    @Override
    public int permissions(Path path) throws IOException {
        look(path);
        return disk.permissions(path);
    }

    @Override
    public Path resolveLinks(Path path) throws IOException {
        return disk.resolveLinks(path);
    }
}
