package dev.crossdock.testkit.sim;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.FileFacts;
import dev.crossdock.env.OpenMode;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// A disk in memory that remembers what was forced. Starts as an empty root directory; relative paths start there too.
/// Tests may prepare and inspect it outside a run, which costs no steps.
public final class SimDisk implements Disk {

    private static final Path NO_TARGET = Path.of("");

    private final DiskState state;
    private final DiskFaults faults = new DiskFaults();

    /// An empty disk.
    public SimDisk() {
        this(new DiskState(new DiskImage()));
    }

    private SimDisk(DiskState state) {
        this.state = state;
    }

    void attach(Scheduler scheduler, SimClock clock, SplittableRandom random) {
        state.attach(scheduler, clock, random);
    }

    /// What a machine would find after a crash at this instant. This disk is not changed, so one state can be crashed
    /// in many ways.
    ///
    /// @param seed draws what is kept
    public SimDisk crash(CrashMode mode, long seed) {
        return new SimDisk(state.crash(mode, new Crash(new SplittableRandom(seed))));
    }

    /// Faults to come and operations so far.
    public DiskFaults faults() {
        return faults;
    }

    /// Changes that a crash could lose.
    public int unforcedChanges() {
        return state.unforcedChanges();
    }

    /// Makes all changes so far durable: for the preparation of a test.
    public void forceAll() {
        state.forceAll();
    }

    /// Creates a symbolic link, which the product itself never does.
    public void symbolicLink(Path link, Path target) throws IOException {
        name(link, FileFacts.Kind.LINK, target);
    }

    /// Creates a directory and those above it that are missing: for the preparation of a test.
    public void createDirectories(Path directory) throws IOException {
        Path above = directory.getParent();
        if (above != null && state.seen().lookUp(above) == null) {
            createDirectories(above);
        }
        if (state.seen().lookUp(directory) == null) {
            name(directory, FileFacts.Kind.DIRECTORY, NO_TARGET);
        }
    }

    @Override
    public DiskFile open(Path path, OpenMode mode) throws IOException {
        return switch (mode) {
            case READ, READ_WRITE -> openExisting(path, mode);
            case CREATE, CREATE_SHARED -> {
                begin(DiskOperation.CREATE, path);
                yield new SimFile(path, state, faults, name(path, FileFacts.Kind.FILE, NO_TARGET), mode);
            }
        };
    }

    private DiskFile openExisting(Path path, OpenMode mode) throws IOException {
        begin(DiskOperation.OPEN, path);
        Node node = state.seen().require(path);
        if (node.kind != FileFacts.Kind.FILE) {
            throw new FileSystemException(path.toString(), null, "not a regular file");
        }
        return new SimFile(path, state, faults, node.id, mode);
    }

    @Override
    public Optional<FileFacts> stat(Path path) throws IOException {
        begin(DiskOperation.STAT, path);
        try {
            return Optional.ofNullable(state.seen().lookUp(path)).map(Node::facts);
        } catch (FileSystemException notThere) {
            return Optional.empty();
        }
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        begin(DiskOperation.LIST, directory);
        List<Path> entries = new ArrayList<>();
        for (Path name : state.seen().requireDirectory(directory).names.keySet()) {
            entries.add(directory.resolve(name));
        }
        state.shuffle(entries);
        return entries;
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        begin(DiskOperation.CREATE_DIRECTORY, directory);
        name(directory, FileFacts.Kind.DIRECTORY, NO_TARGET);
    }

    /// As [#createDirectory]: there is nobody here to keep things from.
    @Override
    public void createPrivateDirectory(Path directory) throws IOException {
        createDirectory(directory);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        begin(DiskOperation.RENAME, from);
        Node node = state.seen().require(from);
        Node replaced = state.seen().lookUp(to);
        if (replaced != null && replaced.kind == FileFacts.Kind.DIRECTORY) {
            throw new FileSystemException(from.toString(), to.toString(), "Is a directory");
        }
        if (replaced != null && replaced.id == node.id) {
            return;
        }
        Node target = state.seen().parent(to);
        Node source = state.seen().parent(from);
        Instant now = state.now();
        state.change(new Change.Rename(new Change.Unname(source.id, from.getFileName(), node.id, node.kind, now),
                new Change.Name(target.id, to.getFileName(), node.id, node.kind, node.target, now)));
    }

    @Override
    public void link(Path existing, Path to) throws IOException {
        begin(DiskOperation.LINK, to);
        Node node = state.seen().require(existing);
        if (state.seen().lookUp(to) != null) {
            throw new FileAlreadyExistsException(to.toString());
        }
        Node directory = state.seen().parent(to);
        state.change(
                new Change.Name(directory.id, to.getFileName(), node.id, node.kind, node.target, state.now()));
    }

    @Override
    public void delete(Path path) throws IOException {
        begin(DiskOperation.DELETE, path);
        Node node;
        try {
            node = state.seen().lookUp(path);
        } catch (NoSuchFileException nothingAbove) {
            return;
        }
        if (node == null) {
            return;
        }
        if (!node.names.isEmpty()) {
            throw new DirectoryNotEmptyException(path.toString());
        }
        state.change(new Change.Unname(state.seen().parent(path).id, path.getFileName(), node.id, node.kind,
                state.now()));
    }

    @Override
    public void setModified(Path path, Instant modified) throws IOException {
        begin(DiskOperation.SET_MODIFIED, path);
        Node node = state.seen().require(path);
        state.change(new Change.Touch(node.id, node.kind, modified, state.now()));
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        state.step("force directory");
        Node node = state.seen().requireDirectory(directory);
        state.force(node.id, faults.count(DiskOperation.FORCE_DIRECTORY), directory);
    }

    /// Only the owner's, always: there is nobody here to keep things from.
    @Override
    public int permissions(Path path) throws IOException {
        begin(DiskOperation.STAT, path);
        return state.seen().require(path).kind == FileFacts.Kind.DIRECTORY ? 0700 : 0600;
    }

    @Override
    public Path resolveLinks(Path path) throws IOException {
        begin(DiskOperation.STAT, path);
        Path resolved = state.seen().resolve(path, 0);
        state.seen().require(resolved);
        return resolved;
    }

    private void begin(DiskOperation operation, Path path) throws IOException {
        state.step(operation.name());
        Optional<DiskFault> fault = faults.count(operation);
        if (fault.isPresent()) {
            throw DiskFaults.exception(fault.get(), path);
        }
    }

    private long name(Path path, FileFacts.Kind kind, Path target) throws IOException {
        Node directory = state.seen().parent(path);
        if (directory.names.containsKey(path.getFileName())) {
            throw new FileAlreadyExistsException(path.toString());
        }
        long node = state.newNode();
        state.change(new Change.Name(directory.id, path.getFileName(), node, kind, target, state.now()));
        state.stamp(node, kind);
        return node;
    }
}
