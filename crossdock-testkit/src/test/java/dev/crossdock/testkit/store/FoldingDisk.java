package dev.crossdock.testkit.store;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.FileFacts;
import dev.crossdock.env.OpenMode;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A disk that keeps names as they were given and finds them in any case and Unicode form, as those of macOS and
/// Windows do.
record FoldingDisk(Disk disk) implements Disk {

    private Path found(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent == null) {
            return path;
        }
        Path above = found(parent);
        if (disk.stat(above).filter(facts -> facts.kind() == FileFacts.Kind.DIRECTORY).isPresent()) {
            for (Path each : disk.list(above)) {
                if (folded(each).equals(folded(path))) {
                    return each;
                }
            }
        }
        return above.resolve(String.valueOf(path.getFileName()));
    }

    private static String folded(Path path) {
        return Normalizer.normalize(String.valueOf(path.getFileName()), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    @Override
    public DiskFile open(Path path, OpenMode mode) throws IOException {
        return disk.open(found(path), mode);
    }

    @Override
    public Optional<FileFacts> stat(Path path) throws IOException {
        return disk.stat(found(path));
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        return disk.list(found(directory));
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        disk.createDirectory(found(directory));
    }

    @Override
    public void createPrivateDirectory(Path directory) throws IOException {
        disk.createPrivateDirectory(found(directory));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(found(from), found(to));
    }

    @Override
    public void link(Path existing, Path to) throws IOException {
        disk.link(found(existing), found(to));
    }

    @Override
    public void delete(Path path) throws IOException {
        disk.delete(found(path));
    }

    @Override
    public void setModified(Path path, Instant modified) throws IOException {
        disk.setModified(found(path), modified);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        disk.forceDirectory(found(directory));
    }

    @Override
    public int permissions(Path path) throws IOException {
        return disk.permissions(found(path));
    }

    @Override
    public Path resolveLinks(Path path) throws IOException {
        return disk.resolveLinks(found(path));
    }
}
