package dev.crossdock.store.local;

import dev.crossdock.env.Disk;
import dev.crossdock.env.FileFacts;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where keys are on disk. Links on the way to the root are resolved once; from there on everything goes through
/// [Disk#withoutLinks], and a key has no `..`, so nothing outside is ever reached.
final class LocalPaths {

    /// Longest path that Linux system calls take, with its final zero byte.
    private static final int PATH_BYTES_MAX = 4_096;

    private final Disk outside;
    private final Disk disk;
    private final Path given;
    private final String name;
    private final LocalKeys keys;
    private final int keyBytesMax;
    private volatile @Nullable Path resolved;

    LocalPaths(Disk disk, Path root) {
        this.outside = disk;
        this.disk = disk.withoutLinks();
        this.given = root.toAbsolutePath().normalize();
        this.name = given.toString();
        this.keyBytesMax = Math.max(1, PATH_BYTES_MAX - 2 - name.getBytes(StandardCharsets.UTF_8).length);
        this.keys = new LocalKeys(name, keyBytesMax);
    }

    /// What everything below the root is reached through.
    Disk disk() {
        return disk;
    }

    String name() {
        return name;
    }

    int keyBytesMax() {
        return keyBytesMax;
    }

    String where(String key) {
        return name.endsWith("/") ? name + key : name + '/' + key;
    }

    /// The root, with links resolved: it alone may be given as a link.
    Path root(Operation operation) throws StoreException {
        Path known = resolved;
        if (known != null) {
            return known;
        }
        try {
            Path root = outside.resolveLinks(given);
            resolved = root;
            return root;
        } catch (NoSuchFileException e) {
            throw rootMissing(operation);
        } catch (IOException e) {
            throw LocalFailures.of(e, operation, name);
        }
    }

    /// Creates the root and its parents, where they are missing.
    void createRoot() throws StoreException {
        try {
            createWithParents(given);
        } catch (IOException e) {
            throw LocalFailures.of(e, Operation.WRITE, name);
        }
    }

    private void createWithParents(Path directory) throws IOException {
        try {
            outside.resolveLinks(directory);
            return;
        } catch (NoSuchFileException e) {
            // Created below.
        }
        Path parent = directory.getParent();
        if (parent == null) {
            return;
        }
        createWithParents(parent);
        try {
            outside.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            return;
        }
        outside.forceDirectory(parent);
    }

    /// The path of a key, without looking at the disk.
    Path of(String key, Operation operation) throws StoreException {
        keys.check(key, operation);
        return resolve(key, operation);
    }

    /// The path of the directories that a prefix begins with, which are empty or end in a slash.
    Path ofDirectories(String directories, Operation operation) throws StoreException {
        keys.checkDirectories(directories, operation);
        return resolve(directories, operation);
    }

    private Path resolve(String key, Operation operation) throws StoreException {
        try {
            return root(operation).resolve(key);
        } catch (InvalidPathException e) {
            throw keys.illegal(key, Math.max(e.getIndex(), 0), operation);
        }
    }

    /// Fails with PATH_ESCAPE if the last of `directories`, which end in a slash, is a symbolic link.
    void refuseLink(Path directory, String directories, Operation operation) throws StoreException, IOException {
        Optional<FileFacts> facts = disk.stat(directory);
        if (facts.isPresent() && facts.get().kind() == FileFacts.Kind.LINK) {
            throw escape(directories, directories.length() - 1, operation);
        }
    }

    /// Facts of the file at a key, or empty if there is none.
    ///
    /// @throws StoreException SPECIAL_FILE if something is there that is neither file nor directory; PATH_ESCAPE if
    ///     something above it is a symbolic link; NO_SUCH_BUCKET if even the root is gone
    Optional<FileFacts> file(String key, Path path, Operation operation) throws StoreException {
        try {
            Optional<FileFacts> facts = disk.stat(path);
            if (facts.isEmpty()) {
                checkRoot(operation);
                return facts;
            }
            return switch (facts.get().kind()) {
                case FILE -> facts;
                case DIRECTORY -> Optional.empty();
                case LINK, SPECIAL -> throw special(where(key), facts.get().kind(), operation);
            };
        } catch (IOException e) {
            throw LocalFailures.of(e, operation, where(key));
        }
    }

    /// Creates the directories above a key, where they are missing.
    ///
    /// @throws StoreException PATH_ESCAPE if one is a symbolic link, KEY_CONFLICT if one is something else
    void createParents(String key, UnsettledNames names) throws StoreException, IOException {
        int last = key.lastIndexOf('/');
        boolean complete = last < 0 || isDirectory(resolve(key.substring(0, last), Operation.WRITE), key, last);
        for (int end = key.indexOf('/'); end >= 0; end = key.indexOf('/', end + 1)) {
            Path directory = resolve(key.substring(0, end), Operation.WRITE);
            if (!complete && !isDirectory(directory, key, end)) {
                create(directory, key, end, names);
            }
            names.found(directory);
        }
    }

    private void create(Path directory, String key, int end, UnsettledNames names) throws StoreException, IOException {
        try {
            disk.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            // Another writer was faster, or something else appeared there.
            isDirectory(directory, key, end);
            return;
        } catch (NoSuchFileException e) {
            checkRoot(Operation.WRITE);
            throw e;
        }
        names.changed(parent(directory));
    }

    private boolean isDirectory(Path directory, String key, int end) throws StoreException, IOException {
        Optional<FileFacts> facts = disk.stat(directory);
        if (facts.isEmpty()) {
            return false;
        }
        return switch (facts.get().kind()) {
            case DIRECTORY -> true;
            case LINK -> throw escape(key, end, Operation.WRITE);
            case FILE, SPECIAL -> throw LocalFailures.of(FailureCode.KEY_CONFLICT, Operation.WRITE, where(key),
                    where(key.substring(0, end)) + " is no directory");
        };
    }

    /// Fails if the root is gone, so that nothing is concluded from what is missing in it.
    void checkRoot(Operation operation) throws StoreException, IOException {
        if (disk.stat(root(operation)).isEmpty()) {
            throw rootMissing(operation);
        }
    }

    StoreException special(String where, FileFacts.Kind kind, Operation operation) {
        String what = kind == FileFacts.Kind.LINK ? "a symbolic link" : "a device, socket or pipe";
        return LocalFailures.of(FailureCode.SPECIAL_FILE, operation, where, "it is " + what + ", which is no object");
    }

    static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private StoreException escape(String key, int end, Operation operation) {
        return LocalFailures.of(FailureCode.PATH_ESCAPE, operation, where(key),
                where(key.substring(0, end)) + " is a symbolic link, which is never followed");
    }

    private StoreException rootMissing(Operation operation) {
        return LocalFailures.of(FailureCode.NO_SUCH_BUCKET, operation, name, "there is no directory " + name);
    }
}
