package dev.crossdock.testkit.store;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.FileFacts;
import dev.crossdock.env.OpenMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The real disk without its slowness: thousands of tiny objects need not survive a loss of power.
record UnforcedDisk(Disk disk) implements Disk {

    @Override
    public Disk withoutLinks() {
        return new UnforcedDisk(disk.withoutLinks());
    }

    @Override
    public DiskFile open(Path path, OpenMode mode) throws IOException {
        return new UnforcedFile(disk.open(path, mode));
    }

    @Override
    public Optional<FileFacts> stat(Path path) throws IOException {
        return disk.stat(path);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        return disk.list(directory);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        disk.createDirectory(directory);
    }

    @Override
    public void createPrivateDirectory(Path directory) throws IOException {
        disk.createPrivateDirectory(directory);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void link(Path existing, Path to) throws IOException {
        disk.link(existing, to);
    }

    @Override
    public void delete(Path path) throws IOException {
        disk.delete(path);
    }

    @Override
    public void setModified(Path path, Instant modified) throws IOException {
        disk.setModified(path, modified);
    }

    @Override
    public void forceDirectory(Path directory) {
        // Spared.
    }

    @Override
    public int permissions(Path path) throws IOException {
        return disk.permissions(path);
    }

    @Override
    public Path resolveLinks(Path path) throws IOException {
        return disk.resolveLinks(path);
    }

    private record UnforcedFile(DiskFile file) implements DiskFile {

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return file.read(into, position);
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            file.write(from, position);
        }

        @Override
        public long sizeBytes() throws IOException {
            return file.sizeBytes();
        }

        @Override
        public void truncate(long sizeBytes) throws IOException {
            file.truncate(sizeBytes);
        }

        @Override
        public void force() {
            // Spared.
        }

        @Override
        public boolean tryLock() throws IOException {
            return file.tryLock();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
