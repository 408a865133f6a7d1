package dev.crossdock.ledger;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.OpenMode;
import dev.crossdock.store.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// The directory of one run: its journal under one of the names of [JournalFile], its lock, and spill files.
final class RunDirectory implements SpillPlace {

    private static final String LOCK = "lock";
    private static final String SPILL = "spill-";

    private final Disk disk;
    private final Path path;

    RunDirectory(Disk disk, Path path) {
        this.disk = disk;
        this.path = path;
    }

    String run() {
        return path.getFileName().toString();
    }

    Path path() {
        return path;
    }

    Path file(JournalFile kind) {
        return path.resolve(kind.fileName());
    }

    @Override
    public Path spill(int number) {
        return path.resolve(SPILL + number);
    }

    /// Goes with the spill files when the run is next taken over.
    Path candidates() {
        return path.resolve(SPILL + "candidates");
    }

    boolean has(JournalFile kind) throws IOException {
        return disk.stat(file(kind)).isPresent();
    }

    DiskFile open(JournalFile kind, OpenMode mode) throws IOException {
        return disk.open(file(kind), mode);
    }

    /// Gives the journal its next name, durably.
    void rename(JournalFile from, JournalFile to) throws IOException {
        disk.rename(file(from), file(to));
        disk.forceDirectory(path);
    }

    /// Takes the lock, until what is returned is closed; empty if another process has it.
    Optional<DiskFile> lock() throws IOException {
        return lock(disk, path.resolve(LOCK));
    }

    static Optional<DiskFile> lock(Disk disk, Path path) throws IOException {
        DiskFile file = openOrCreate(disk, path);
        try {
            if (file.tryLock()) {
                return Optional.of(file);
            }
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
        file.close();
        return Optional.empty();
    }

    /// A reader of the journal under whatever name it has at this moment.
    JournalReader read() throws StoreException {
        Path last = path;
        for (JournalFile kind : new JournalFile[]{JournalFile.SEALED, JournalFile.OPEN, JournalFile.SEALED}) {
            last = file(kind);
            try {
                return JournalReader.of(open(kind, OpenMode.READ), last, kind);
            } catch (NoSuchFileException e) {
                // It may be renamed from the second to the first name in between: hence the third look.
            } catch (IOException e) {
                throw LedgerFailure.io(last, "opening", e);
            }
        }
        throw LedgerFailure.missing(path);
    }

    /// Makes the names that are there durable, since the process that gave them may have been killed before it did,
    /// and removes what it may have left of sorting.
    void recover() throws IOException {
        disk.forceDirectory(path);
        for (Path each : disk.list(path)) {
            if (each.getFileName().toString().startsWith(SPILL)) {
                disk.delete(each);
            }
        }
    }

    /// Removes a run that never began.
    void removeUnborn() throws IOException {
        disk.delete(file(JournalFile.UNBORN));
        disk.delete(path.resolve(LOCK));
        disk.delete(path);
    }

    /// Removes a finished run, whose lock is held: its journal after all that does not matter, so that a crash leaves
    /// either the whole run or one that never began.
    void removeFinished() throws IOException {
        for (Path each : disk.list(path)) {
            String name = each.getFileName().toString();
            if (!name.equals(LOCK) && !name.equals(JournalFile.SEALED.fileName())) {
                disk.delete(each);
            }
        }
        disk.delete(file(JournalFile.SEALED));
        disk.delete(path.resolve(LOCK));
        disk.delete(path);
    }

    private static DiskFile openOrCreate(Disk disk, Path path) throws IOException {
        try {
            return disk.open(path, OpenMode.READ_WRITE);
        } catch (NoSuchFileException e) {
            try {
                return disk.open(path, OpenMode.CREATE);
            } catch (FileAlreadyExistsException raced) {
                return disk.open(path, OpenMode.READ_WRITE);
            }
        }
    }
}
