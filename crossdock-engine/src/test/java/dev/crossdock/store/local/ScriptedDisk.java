package dev.crossdock.store.local;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.FileFacts;
import dev.crossdock.env.OpenMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The real disk, with a script that sees every call before it happens and may make it fail.
final class ScriptedDisk implements Disk {

    private final Disk disk;
    private final Stage stage;

    /// What is common to a disk and itself without links.
    private static final class Stage {

        private final List<String> calls = new ArrayList<>();
        private UnaryOperator<FileFacts> told = facts -> facts;
        private Script script = (_, _) -> {
        };
    }

    /// What happens before a call.
    @FunctionalInterface
    interface Script {

        /// Lets it happen, or throws.
        void before(String call, Path path) throws IOException;
    }

    ScriptedDisk(Disk disk) {
        this(disk, new Stage());
    }

    private ScriptedDisk(Disk disk, Stage stage) {
        this.disk = disk;
        this.stage = stage;
    }

    @Override
    public Disk withoutLinks() {
        return new ScriptedDisk(disk.withoutLinks(), stage);
    }

    void follow(Script next) {
        stage.script = next;
        stage.calls.clear();
    }

    /// From now on facts are told like this.
    void tell(UnaryOperator<FileFacts> next) {
        stage.told = next;
    }

    /// The calls so far: name and file name.
    List<String> calls() {
        return stage.calls;
    }

    private void before(String call, Path path) throws IOException {
        stage.calls.add(call + ' ' + path.getFileName());
        stage.script.before(call, path);
    }

    @Override
    public DiskFile open(Path path, OpenMode mode) throws IOException {
        before("open", path);
        return new ScriptedFile(disk.open(path, mode), path);
    }

    @Override
    public Optional<FileFacts> stat(Path path) throws IOException {
        before("stat", path);
        return disk.stat(path).map(stage.told);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        before("list", directory);
        return disk.list(directory);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        before("mkdir", directory);
        disk.createDirectory(directory);
    }

    @Override
    public void createPrivateDirectory(Path directory) throws IOException {
        before("mkdir", directory);
        disk.createPrivateDirectory(directory);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        before("rename", to);
        disk.rename(from, to);
    }

    @Override
    public void link(Path existing, Path to) throws IOException {
        before("link", to);
        disk.link(existing, to);
    }

    @Override
    public void delete(Path path) throws IOException {
        before("delete", path);
        disk.delete(path);
    }

    @Override
    public void setModified(Path path, Instant modified) throws IOException {
        before("touch", path);
        disk.setModified(path, modified);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        before("settle", directory);
        disk.forceDirectory(directory);
    }

    @Override
    public int permissions(Path path) throws IOException {
        return disk.permissions(path);
    }

    @Override
    public Path resolveLinks(Path path) throws IOException {
        return disk.resolveLinks(path);
    }

    private final class ScriptedFile implements DiskFile {

        private final DiskFile file;
        private final Path path;

        ScriptedFile(DiskFile file, Path path) {
            this.file = file;
            this.path = path;
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            before("read", path);
            return file.read(into, position);
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            before("write", path);
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
        public void force() throws IOException {
            before("force", path);
            file.force();
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
