package dev.crossdock.ledger;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.OpenMode;
import dev.crossdock.ledger.JournalRecord.Settled;
import dev.crossdock.ledger.JournalRecord.Started;
import dev.crossdock.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// Outcomes in a file, which is a small journal of its own, so that damage is found here, too. The file is deleted
/// in the end; it need not survive a crash.
final class SpilledRun implements SortedRun {

    private final Disk disk;
    private final Path path;
    private final long count;
    private final JournalReader reader;
    private long read;

    private SpilledRun(Disk disk, Path path, long count, JournalReader reader) {
        this.disk = disk;
        this.path = path;
        this.count = count;
        this.reader = reader;
    }

    /// Writes all of a run to a new file.
    static SpilledRun of(SortedRun from, Disk disk, Path path) throws StoreException {
        try {
            long count = write(from, disk, path);
            JournalReader reader = JournalReader.of(disk.open(path, OpenMode.READ), path, JournalFile.OPEN,
                    RootDigest.none());
            reader.next();
            return new SpilledRun(disk, path, count, reader);
        } catch (IOException e) {
            throw LedgerFailure.io(path, "sorting", e);
        }
    }

    private static long write(SortedRun from, Disk disk, Path path) throws IOException, StoreException {
        try (DiskFile file = disk.open(path, OpenMode.CREATE)) {
            FrameWriter frames = FrameWriter.create(file, path.getFileName().toString(), RootDigest.none());
            frames.add(new Started(path.getFileName().toString(), "", Instant.EPOCH, ""));
            long count = from.writeTo(frames);
            frames.write();
            return count;
        }
    }

    @Override
    public Optional<Settled> next() throws StoreException {
        Optional<JournalRecord> record = reader.next();
        if (record.isEmpty() && read < count) {
            throw LedgerFailure.corrupt(path, reader.frames().position(), "a spill file has lost records");
        }
        read++;
        return record.map(Settled.class::cast);
    }

    @Override
    public void close() {
        reader.close();
        try {
            disk.delete(path);
        } catch (IOException e) {
            // It is removed when the run is next taken over.
        }
    }
}
