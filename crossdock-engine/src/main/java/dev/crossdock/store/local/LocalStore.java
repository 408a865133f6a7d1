package dev.crossdock.store.local;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.Env;
import dev.crossdock.env.FileFacts;
import dev.crossdock.env.OpenMode;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Attributes;
import dev.crossdock.object.ByteRange;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Body;
import dev.crossdock.store.Capabilities;
import dev.crossdock.store.Deletion;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Operation;
import dev.crossdock.store.PendingUpload;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A directory tree. A key is the path of a regular file below the root, with `/` between names; empty directories are
/// no objects. Symbolic links are never followed, except for the root itself.
///
/// An object is written under `.crossdock-tmp` at the root, forced, and then given its name: by a hard link when
/// nothing may be there, else by a rename. The look at the present version before a rename or delete, and the rename or
/// delete itself, are two steps to the filesystem: a foreign process that writes just between them loses.
///
/// A store that writes locks a file there until it is closed; what killed processes have left of objects that they were
/// writing is removed by the next store that writes. Uploads stay until they are completed or aborted.
///
/// A version is [FileFacts#version]. Files keep neither checksums nor attributes: writing attributes is refused.
public final class LocalStore implements ObjectStore {

    static final int PARTS_MAX = 1_000_000;

    private final Disk disk;
    private final LocalPaths paths;
    private final Temporaries temporaries;
    private final LocalCommit commit;
    private final LocalWriter writer;
    private final UnsettledNames names;
    private final LocalUploads uploads;
    private final Capabilities capabilities;
    private final Optional<Consumer<Failure>> oddities;

    /// A tree in which a listing stops at everything that is no object, until it is told to skip that.
    ///
    /// @param root a directory, or a link to one; it need not exist yet
    public LocalStore(Env env, Path root) {
        this(env, root, Optional.empty());
    }

    /// A tree that tells of what it cannot list.
    ///
    /// @param root a directory, or a link to one; it need not exist yet
    /// @param oddities is told of everything that a listing comes across and that can be no object (SPECIAL_FILE,
    ///     NAME_NOT_UTF8), by the task that lists; the listing goes on
    public LocalStore(Env env, Path root, Consumer<Failure> oddities) {
        this(env, root, Optional.of(oddities));
    }

    private LocalStore(Env env, Path root, Optional<Consumer<Failure>> oddities) {
        this.paths = new LocalPaths(env.disk(), root);
        this.disk = paths.disk();
        this.temporaries = new Temporaries(env, paths);
        this.names = new UnsettledNames(disk);
        this.commit = new LocalCommit(env, paths, temporaries, names);
        this.writer = new LocalWriter(disk, paths, temporaries, commit);
        this.uploads = new LocalUploads(disk, paths, temporaries, commit);
        this.oddities = oddities;
        this.capabilities = new Capabilities("local", EnumSet.allOf(Algorithm.class), Capabilities.Checker.WRITER, true,
                true,
                true, false, false, false, false, Long.MAX_VALUE, 1, Long.MAX_VALUE, PARTS_MAX, paths.keyBytesMax());
    }

    /// Readies the tree for writing: creates the root and its parents, where they are missing, and removes what killed
    /// processes have left under way, though nothing should be left to write. Nothing else creates the root: one that
    /// vanishes is an error.
    ///
    /// @throws StoreException as for writing
    public void createRoot() throws StoreException {
        paths.createRoot();
        temporaries.sweep();
    }

    @Override
    public void settle() throws StoreException {
        try {
            names.settle();
        } catch (IOException e) {
            throw LocalFailures.of(e, Operation.COMMIT, name());
        }
    }

    @Override
    public String name() {
        return paths.name();
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Optional<ObjectStat> stat(String key) throws StoreException {
        Path path = paths.of(key, Operation.STAT);
        return paths.file(key, path, Operation.STAT).map(facts -> stat(key, facts));
    }

    @Override
    public Listing list(ListOptions options) {
        return options.depth() == ListOptions.Depth.CURRENT
                ? new LocalListing(disk, paths, options, oddities)
                : Listing.refused(Failure.of(FailureCode.UNSUPPORTED, Operation.LIST, name(),
                        "a directory keeps no versions"));
    }

    @Override
    public ObjectReader read(String key, ReadOptions options) throws StoreException {
        Path path = paths.of(key, Operation.READ);
        Optional<FileFacts> facts = paths.file(key, path, Operation.READ);
        if (facts.isEmpty()) {
            throw failure(FailureCode.GONE, Operation.READ, key, "there is no such file");
        }
        ObjectStat stat = stat(key, facts.get());
        if (options.version().isPresent() && !options.version().get().equals(stat.version())) {
            throw failure(FailureCode.SOURCE_CHANGED, Operation.READ, key,
                    "the file is " + stat.version() + ", not " + options.version().get());
        }
        long begin = options.range().map(ByteRange::offset).orElse(0L);
        long end = options.range().map(ByteRange::end).orElse(stat.sizeBytes());
        if (end > stat.sizeBytes()) {
            throw failure(FailureCode.BAD_REQUEST, Operation.READ, key,
                    "bytes " + begin + " to " + end + " of " + stat.sizeBytes());
        }
        return open(key, path, stat, begin, end);
    }

    private ObjectReader open(String key, Path path, ObjectStat stat, long begin, long end) throws StoreException {
        try {
            DiskFile file = disk.open(path, OpenMode.READ);
            return new LocalReader(disk, path, paths.where(key), file, stat, begin, end);
        } catch (IOException e) {
            throw LocalFailures.of(e, Operation.READ, paths.where(key));
        }
    }

    @Override
    public Written write(String key, WriteOptions options, Body body) throws StoreException {
        refuseAttributes(key, options);
        try {
            return writer.write(key, options, body);
        } catch (IOException e) {
            throw LocalFailures.of(e, Operation.WRITE, paths.where(key));
        }
    }

    @Override
    public Upload upload(String key, WriteOptions options, long sizeBytes) throws StoreException {
        refuseAttributes(key, options);
        return uploads.begin(key, options, sizeBytes);
    }

    @Override
    public Upload reopen(String token) throws StoreException {
        return uploads.reopen(token);
    }

    @Override
    public List<PendingUpload> uploads(String prefix) throws StoreException {
        return uploads.pending(prefix);
    }

    @Override
    public Written copy(ObjectStore source, String sourceKey, String version, String key, WriteOptions options)
            throws StoreException {
        throw failure(FailureCode.UNSUPPORTED, Operation.COPY, key, "a filesystem copies nothing by itself");
    }

    @Override
    public List<Optional<Failure>> delete(List<Deletion> deletions) {
        List<Optional<Failure>> results = new ArrayList<>(deletions.size());
        for (Deletion each : deletions) {
            results.add(delete(each));
        }
        return results;
    }

    private Optional<Failure> delete(Deletion deletion) {
        try {
            commit.remove(deletion.key(), deletion.precondition());
            return Optional.empty();
        } catch (StoreException e) {
            return Optional.of(e.failure());
        } catch (IOException e) {
            return Optional.of(LocalFailures.of(e, Operation.DELETE, paths.where(deletion.key())).failure());
        }
    }

    @Override
    public URI presign(String key, Duration validity) throws StoreException {
        throw failure(FailureCode.UNSUPPORTED, Operation.READ, key, "there are no links to files");
    }

    @Override
    public void close() {
        temporaries.close();
    }

    static ObjectStat stat(String key, FileFacts facts) {
        return new ObjectStat(key, facts.sizeBytes(), facts.version(), "", Optional.of(facts.modified()), List.of(),
                Attributes.NONE);
    }

    private void refuseAttributes(String key, WriteOptions options) throws StoreException {
        if (!options.attributes().empty()) {
            throw failure(FailureCode.UNSUPPORTED, Operation.WRITE, key, "files keep neither headers nor metadata");
        }
    }

    private StoreException failure(FailureCode code, Operation operation, String key, String message) {
        return LocalFailures.of(code, operation, paths.where(key), message);
    }
}
