package dev.crossdock.store.local;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.Entropy;
import dev.crossdock.env.Env;
import dev.crossdock.env.FileFacts;
import dev.crossdock.env.OpenMode;
import dev.crossdock.env.Permits;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Files under way, all in one directory at the root: on the same filesystem as what they will become.
/// Those of uploads are named by the upload's id and their purpose, all others by the [Session].
final class Temporaries {

    private static final int ATTEMPTS = 100;

    private final Disk disk;
    private final Entropy entropy;
    private final LocalPaths paths;
    private final Permits turn;
    private final AtomicReference<@Nullable Session> session = new AtomicReference<>();

    Temporaries(Env env, LocalPaths paths) {
        this.disk = paths.disk();
        this.entropy = env.entropy();
        this.paths = paths;
        this.turn = env.tasks().permits(1);
    }

    /// What a temporary file of an upload is for.
    enum Purpose {
        /// The bytes of an upload.
        PARTS,
        /// The same, being made visible: it can no longer be written to.
        COMMIT,
        /// What is known of the parts of an upload.
        RECORD,
        /// The token of an upload.
        TOKEN;

        private final String suffix = '.' + name().toLowerCase(Locale.ROOT);
    }

    String newId() {
        return HexFormat.of().toHexDigits(entropy.nextLong()) + HexFormat.of().toHexDigits(entropy.nextLong());
    }

    Path path(String id, Purpose purpose) throws StoreException {
        return directory().resolve(id + purpose.suffix);
    }

    /// Makes sure that there is a real directory for temporary files, and that this store has a session there. The
    /// first time, what dead sessions have left is removed.
    Session prepare() throws StoreException, IOException {
        Path directory = directory();
        Optional<FileFacts> facts = disk.stat(directory);
        Session present = session.get();
        if (facts.isEmpty()) {
            return begin(directory, present);
        }
        checkKind(directory, facts.get());
        return present == null ? begin(directory, null) : present;
    }

    /// @param former a session whose directory was removed, or null
    private Session begin(Path directory, @Nullable Session former) throws StoreException, IOException {
        turn.acquire(1);
        try {
            Session present = session.get();
            if (present != null && !present.equals(former)) {
                return present;
            }
            Session begun = beginAlone(directory);
            session.set(begun);
            if (former != null) {
                former.end();
            }
            new DeadSessions(disk, directory).sweep(begun.id());
            return begun;
        } finally {
            turn.release(1);
        }
    }

    private Session beginAlone(Path directory) throws StoreException, IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            create(directory);
            try {
                Optional<Session> begun = Session.begin(disk, directory, newId());
                if (begun.isPresent()) {
                    return begun.get();
                }
            } catch (NoSuchFileException e) {
                // Another store has removed the directory when its session ended.
            }
        }
        throw LocalFailures.of(FailureCode.LOCKED, Operation.WRITE, directory.toString(),
                "other processes keep removing what this one puts there");
    }

    private void create(Path directory) throws StoreException, IOException {
        try {
            disk.createPrivateDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            Optional<FileFacts> facts = disk.stat(directory);
            if (facts.isPresent()) {
                checkKind(directory, facts.get());
            }
        } catch (NoSuchFileException e) {
            paths.checkRoot(Operation.WRITE);
            throw e;
        }
    }

    /// Whether the filesystem takes names that differ in case for the same, as far as it was looked at.
    boolean folds() {
        Session present = session.get();
        return present != null && present.folds();
    }

    /// Removes what dead sessions have left, and the directory, if nothing else is in it.
    void sweep() throws StoreException {
        Path directory = directory();
        try {
            Optional<FileFacts> facts = disk.stat(directory);
            if (facts.isPresent() && facts.get().kind() == FileFacts.Kind.DIRECTORY) {
                new DeadSessions(disk, directory).sweep("");
                disk.delete(directory);
            }
        } catch (IOException e) {
            // Others have files there; the first write tells of what stands in its way.
        }
    }

    /// Ends the session, if there is one, and removes the directory, if nothing is left in it.
    void close() {
        Session ended = session.getAndSet(null);
        if (ended == null) {
            return;
        }
        ended.end();
        try {
            disk.delete(directory());
        } catch (StoreException | IOException e) {
            // Somebody else has files there, or the tree is gone.
        }
    }

    /// The tokens of all uploads under way.
    List<Path> tokens() throws StoreException, IOException {
        try {
            return disk.list(directory()).stream().filter(Temporaries::isToken).toList();
        } catch (NoSuchFileException e) {
            paths.checkRoot(Operation.LIST);
            return List.of();
        }
    }

    void writeToken(Path path, String token) throws IOException {
        try (DiskFile file = disk.open(path, OpenMode.CREATE)) {
            file.write(StandardCharsets.UTF_8.encode(token), 0);
            file.force();
        }
    }

    /// Makes the names of files under way durable, so that what is forced of them can be found again.
    void forceNames() throws StoreException, IOException {
        disk.forceDirectory(directory());
        disk.forceDirectory(paths.root(Operation.WRITE));
    }

    /// Removes a file of ours whose removal cannot be insisted on: the failure that led here is the one to report, and
    /// what stays behind is found by its place.
    void discard(Path path) {
        try {
            disk.delete(path);
        } catch (IOException e) {
            // It stays below the directory for temporary files.
        }
    }

    private Path directory() throws StoreException {
        return paths.root(Operation.WRITE).resolve(LocalKeys.RESERVED);
    }

    private void checkKind(Path directory, FileFacts facts) throws StoreException {
        if (facts.kind() != FileFacts.Kind.DIRECTORY) {
            throw LocalFailures.of(FailureCode.PATH_ESCAPE, Operation.WRITE, directory.toString(),
                    "the place for files under way is no directory");
        }
    }

    private static boolean isToken(Path path) {
        return path.toString().endsWith(Purpose.TOKEN.suffix);
    }
}
