package dev.crossdock.ledger;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.OpenMode;
import dev.crossdock.ledger.JournalRecord.Settled;
import dev.crossdock.ledger.JournalRecord.Started;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Objects that a run may delete at its target once it has seen everything, kept in a file until then, in the order in
/// which they were added. The file is checked byte by byte, need not survive a crash, and is removed in the end, or
/// when the run is next taken over. Without candidates there is none. Not for concurrent use.
public final class Candidates implements AutoCloseable {

    /// An object at the target that has none at the source.
    ///
    /// @param key the source key that is missing
    /// @param targetKey what may be deleted
    /// @param sizeBytes as listed
    /// @param version the only version that may be deleted
    public record Candidate(String key, String targetKey, long sizeBytes, String version) {}

    private final Disk disk;
    private final Path path;
    private @Nullable DiskFile file;
    private @Nullable FrameWriter frames;
    private @Nullable JournalReader reader;
    private boolean reading;
    private long count;
    private long sizeBytes;
    private long read;

    Candidates(Disk disk, Path path) {
        this.disk = disk;
        this.path = path;
    }

    /// Appends one, before any is read.
    ///
    /// @throws StoreException LEDGER_IO or NO_SPACE if it cannot be written
    public void add(Candidate candidate) throws StoreException {
        if (reading) {
            throw new IllegalStateException("added after reading began: " + candidate.key());
        }
        try {
            writer().add(new Settled(new Outcome.Removed(candidate.key(), candidate.targetKey(), candidate.sizeBytes(),
                    candidate.version()), Optional.empty()));
        } catch (IOException e) {
            throw LedgerFailure.io(path, "writing candidates of deletion", e);
        }
        count++;
        sizeBytes = Math.addExact(sizeBytes, candidate.sizeBytes());
    }

    /// How many were added.
    public long count() {
        return count;
    }

    /// The size of all that were added.
    public long sizeBytes() {
        return sizeBytes;
    }

    /// The next one, from the first on, or empty after the last. Ends adding.
    ///
    /// @throws StoreException LEDGER_CORRUPT if the file has changed; LEDGER_IO or NO_SPACE if it cannot be written or
    ///     read
    public Optional<Candidate> next() throws StoreException {
        reading = true;
        if (read == count) {
            return Optional.empty();
        }
        JournalReader from = reader == null ? beginReading() : reader;
        for (Optional<JournalRecord> each = from.next(); each.isPresent(); each = from.next()) {
            if (each.get() instanceof Settled settled && settled.outcome() instanceof Outcome.Removed one) {
                read++;
                return Optional.of(new Candidate(one.key(), one.targetKey(), one.sizeBytes(), one.version()));
            }
        }
        throw from.frames().corrupt("a spill file has lost records: it ends");
    }

    /// Removes the file. Idempotent, never throws.
    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
        DiskFile open = file;
        if (open == null) {
            return;
        }
        file = null;
        try (open) {
            disk.delete(path);
        } catch (IOException e) {
            // It is removed when the run is next taken over.
        }
    }

    private FrameWriter writer() throws IOException {
        FrameWriter writer = frames;
        if (writer == null) {
            DiskFile created = disk.open(path, OpenMode.CREATE);
            file = created;
            writer = FrameWriter.create(created, path.getFileName().toString(), RootDigest.none());
            writer.add(new Started(path.getFileName().toString(), "", Instant.EPOCH, ""));
            frames = writer;
        }
        return writer;
    }

    private JournalReader beginReading() throws StoreException {
        try {
            writer().write();
            JournalReader begun = JournalReader.of(disk.open(path, OpenMode.READ), path, JournalFile.OPEN,
                    RootDigest.none());
            reader = begun;
            return begun;
        } catch (IOException e) {
            throw LedgerFailure.io(path, "reading candidates of deletion", e);
        }
    }
}
