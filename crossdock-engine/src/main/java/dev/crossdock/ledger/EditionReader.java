package dev.crossdock.ledger;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.OpenMode;
import dev.crossdock.ledger.JournalRecord.Settled;
import dev.crossdock.ledger.JournalRecord.Started;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Outcome;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads an edition of a baseline. Whatever is wrong with it ends it: all it does is save work, and what stands before
/// the damage is right.
final class EditionReader implements SortedRun {

    private enum State {
        READING,
        WHOLE,
        DAMAGED,
        NEWER
    }

    private final Path path;
    private final Pair pair;
    private final JournalFile kind;
    private final Optional<DiskFile> file;
    private final long most;
    private @Nullable JournalReader reader;
    private State state = State.WHOLE;
    private long read;

    private EditionReader(Path path, Pair pair, JournalFile kind, Optional<DiskFile> file, long most) {
        this.path = path;
        this.pair = pair;
        this.kind = kind;
        this.file = file;
        this.most = most;
    }

    /// Opens an edition; one that is not there is empty.
    ///
    /// @param kind SEALED if it must have an end, OPEN if not
    static EditionReader open(Disk disk, Path path, Pair pair, JournalFile kind) {
        Optional<DiskFile> file = Optional.empty();
        State state = State.READING;
        try {
            file = Optional.of(disk.open(path, OpenMode.READ));
        } catch (NoSuchFileException e) {
            state = State.WHOLE;
        } catch (IOException e) {
            state = State.DAMAGED;
        }
        EditionReader edition = new EditionReader(path, pair, kind, file, Long.MAX_VALUE);
        edition.state = state;
        edition.begin();
        return edition;
    }

    /// Reads the same file once more from its start, though another one has its name by now.
    ///
    /// @param entries how many to read at most
    EditionReader again(long entries) {
        EditionReader edition = new EditionReader(path, pair, kind, file, entries);
        edition.state = file.isPresent() ? State.READING : State.WHOLE;
        edition.begin();
        return edition;
    }

    @Override
    public Optional<Settled> next() {
        JournalReader from = reader;
        if (from == null || state != State.READING || read == most) {
            return Optional.empty();
        }
        try {
            for (Optional<JournalRecord> each = from.next(); each.isPresent(); each = from.next()) {
                if (each.get() instanceof Settled settled && settled.outcome() instanceof Outcome.Delivered) {
                    read++;
                    return Optional.of(settled);
                }
            }
            state = State.WHOLE;
        } catch (StoreException e) {
            state = stateAfter(e);
        }
        return Optional.empty();
    }

    /// Whether everything was read and right.
    boolean whole() {
        return state == State.WHOLE;
    }

    /// Whether something is wrong with it, as far as it was read.
    boolean damaged() {
        return state == State.DAMAGED;
    }

    /// Whether a newer version has written it, as far as it was read.
    boolean newer() {
        return state == State.NEWER;
    }

    /// Closes the file, also for all who read it again.
    @Override
    public void close() {
        if (file.isPresent()) {
            try {
                file.get().close();
            } catch (IOException e) {
                // Nothing was written through it, so nothing can be lost.
            }
        }
    }

    /// Reads up to the first entry. An edition that was moved here from another pair counts as damaged.
    private void begin() {
        if (file.isEmpty()) {
            return;
        }
        try {
            JournalReader from = JournalReader.of(file.get(), path, kind, RootDigest.none());
            Optional<JournalRecord> first = from.next();
            boolean ours = from.run().equals(pair.name()) && first.isPresent()
                    && first.get() instanceof Started started && started.order().equals(pair.text());
            state = ours ? State.READING : State.DAMAGED;
            reader = from;
        } catch (StoreException e) {
            state = stateAfter(e);
        }
    }

    private static State stateAfter(StoreException e) {
        return e.code() == FailureCode.LEDGER_VERSION ? State.NEWER : State.DAMAGED;
    }
}
