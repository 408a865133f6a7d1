package dev.crossdock.store.local;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.OpenMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// The time during which one store writes below one root. It has a locked file, `ID.lock`, beside its temporary files,
/// `ID-N.write`: whoever can lock that knows that the process is gone, and its temporary files are waste.
final class Session {

    private static final String LOCK = ".lock";
    private static final String WRITE = ".write";

    private final Disk disk;
    private final Path directory;
    private final String id;
    private final DiskFile lock;
    private final boolean folds;
    private final AtomicLong temporaries = new AtomicLong();

    private Session(Disk disk, Path directory, String id, DiskFile lock, boolean folds) {
        this.disk = disk;
        this.directory = directory;
        this.id = id;
        this.lock = lock;
        this.folds = folds;
    }

    /// Begins a session.
    ///
    /// @return empty if another process took this one for dead before its file was locked
    /// @throws java.nio.file.NoSuchFileException if `directory` is gone
    static Optional<Session> begin(Disk disk, Path directory, String id) throws IOException {
        Path path = lock(directory, id);
        DiskFile lock = disk.open(path, OpenMode.CREATE);
        boolean begun = false;
        try {
            // From here on nobody else can have the lock, and who had it before has removed the file.
            begun = locked(lock) && disk.stat(path).isPresent();
            return begun
                    ? Optional.of(new Session(disk, directory, id, lock, folds(disk, directory, id)))
                    : Optional.empty();
        } finally {
            if (!begun) {
                lock.close();
                disk.delete(path);
            }
        }
    }

    /// The locked file is there in lower case only.
    private static boolean folds(Disk disk, Path directory, String id) throws IOException {
        return disk.stat(directory.resolve((id + LOCK).toUpperCase(Locale.ROOT))).isPresent();
    }

    /// Whether the filesystem takes names that differ in case for the same.
    boolean folds() {
        return folds;
    }

    /// Where files cannot be locked, nobody can take the lock of another either, and nothing is ever taken for dead.
    private static boolean locked(DiskFile lock) {
        try {
            return lock.tryLock();
        } catch (IOException e) {
            return true;
        }
    }

    /// Which session a file belongs to, or an empty string.
    static String of(String fileName) {
        if (fileName.endsWith(LOCK)) {
            return fileName.substring(0, fileName.length() - LOCK.length());
        }
        return isTemporary(fileName) ? fileName.substring(0, Math.max(fileName.indexOf('-'), 0)) : "";
    }

    static boolean isTemporary(String fileName) {
        return fileName.endsWith(WRITE);
    }

    static Path lock(Path directory, String id) {
        return directory.resolve(id + LOCK);
    }

    String id() {
        return id;
    }

    /// The file that is there as long as the session is.
    Path lock() {
        return lock(directory, id);
    }

    /// A name that no other file has.
    Path newTemporary() {
        return directory.resolve(id + '-' + temporaries.incrementAndGet() + WRITE);
    }

    /// Ends the session. What cannot be removed is found by the next one.
    void end() {
        try (lock) {
            disk.delete(lock());
        } catch (IOException e) {
            // The lock ends with the process, if not before.
        }
    }
}
