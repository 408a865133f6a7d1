package dev.crossdock.ledger;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.OpenMode;
import dev.crossdock.ledger.JournalRecord.Sealed;
import dev.crossdock.ledger.JournalRecord.Settled;
import dev.crossdock.ledger.JournalRecord.Started;
import dev.crossdock.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/// Writes an edition of a baseline: a small journal of deliveries, in ascending order of their keys. Not for concurrent
/// use.
final class EditionWriter implements AutoCloseable {

    private final Path path;
    private final DiskFile file;
    private final FrameWriter frames;
    private long count;

    private EditionWriter(Path path, DiskFile file, FrameWriter frames) {
        this.path = path;
        this.file = file;
        this.frames = frames;
    }

    static EditionWriter create(Disk disk, Path path, Pair pair, Instant at, String software) throws IOException {
        DiskFile file = disk.open(path, OpenMode.CREATE);
        try {
            FrameWriter frames = FrameWriter.create(file, pair.name(), RootDigest.none());
            frames.add(new Started(pair.name(), pair.text(), at, software));
            return new EditionWriter(path, file, frames);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    void add(Settled entry) throws IOException {
        frames.add(entry);
        count++;
    }

    void addAll(SortedRun entries) throws IOException, StoreException {
        count += entries.writeTo(frames);
    }

    /// Writes what is left, so that it can be read; not durable.
    void write() throws IOException {
        frames.write();
    }

    /// Ends it, durably.
    void seal() throws IOException {
        frames.seal(new Sealed(new Counts(count, 0, 0, 0, 0, 0), Ending.COMPLETE));
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // What must not be lost was forced before.
        }
    }
}
