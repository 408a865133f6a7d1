package dev.crossdock.ledger;

import dev.crossdock.env.BoundedQueue;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.Permits;
import dev.crossdock.ledger.JournalEntry.Append;
import dev.crossdock.ledger.JournalEntry.Barrier;
import dev.crossdock.ledger.JournalEntry.Seal;
import dev.crossdock.ledger.JournalEntry.Tick;
import dev.crossdock.ledger.JournalRecord.KeptRange;
import dev.crossdock.store.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The one task that writes a journal. What waits in the queue becomes one frame, which is written at once, so that
/// the end of this process alone loses none of it; it is made durable when somebody waits for that, when it has grown
/// large, or after a tick.
final class JournalWriter {

    /// How many bytes may be written and not yet durable.
    private static final int VOLATILE_MAX = 256 << 10;

    private static final int BATCH = 1_024;

    private final RunDirectory directory;
    private final DiskFile file;
    private final FrameWriter frames;
    private final BoundedQueue<JournalEntry> queue;
    private final BoundedQueue<Boolean> ticks;
    private final AtomicReference<@Nullable KeptRange> kept;
    private final AtomicReference<@Nullable Failure> failure;
    private final List<Permits> waiting = new ArrayList<>();
    private boolean tickComing;
    private boolean sealed;
    private boolean orderly;

    /// @param ticks asks for a [Tick]
    /// @param kept a range of kept keys that is not written yet, and may grow
    /// @param failure what ended the writer
    JournalWriter(RunDirectory directory, DiskFile file, FrameWriter frames, BoundedQueue<JournalEntry> queue,
            BoundedQueue<Boolean> ticks, AtomicReference<@Nullable KeptRange> kept,
            AtomicReference<@Nullable Failure> failure) {
        this.directory = directory;
        this.file = file;
        this.frames = frames;
        this.queue = queue;
        this.ticks = ticks;
        this.kept = kept;
        this.failure = failure;
    }

    /// Writes until the queue is closed and drained, the journal is sealed, or anything fails. A failure is final: the
    /// kernel may have dropped pages and marked them clean, so neither write nor force is tried again.
    void run() {
        try {
            List<JournalEntry> batch = queue.takeSome(BATCH);
            while (!batch.isEmpty() && !sealed) {
                write(batch);
                batch = sealed ? batch : queue.takeSome(BATCH);
            }
            if (!sealed) {
                addKept();
                frames.write();
                makeDurable();
            }
            orderly = true;
        } catch (IOException | RuntimeException e) {
            fail("writing", e);
        } finally {
            end();
        }
    }

    private void write(List<JournalEntry> batch) throws IOException {
        Optional<Seal> seal = Optional.empty();
        boolean due = false;
        for (JournalEntry entry : batch) {
            switch (entry) {
                case Append append -> frames.add(append.record());
                case Barrier barrier -> waiting.add(barrier.done());
                case Tick tick -> due = true;
                case Seal last -> seal = Optional.of(last);
            }
        }
        tickComing &= !due;
        due |= !waiting.isEmpty() || seal.isPresent();
        if (due) {
            addKept();
        }
        frames.write();
        if (seal.isPresent()) {
            seal(seal.get());
            return;
        }
        if (due || frames.volatileBytes() >= VOLATILE_MAX) {
            makeDurable();
        } else if (!tickComing) {
            tickComing = ticks.put(true);
        }
    }

    private void addKept() throws IOException {
        KeptRange range = kept.getAndSet(null);
        if (range != null) {
            frames.add(range);
        }
    }

    private void makeDurable() throws IOException {
        if (frames.volatileBytes() > 0) {
            frames.force();
        }
        releaseAll();
    }

    private void seal(Seal seal) throws IOException {
        waiting.add(seal.done());
        frames.seal(seal.sealed());
        directory.rename(JournalFile.OPEN, JournalFile.SEALED);
        sealed = true;
        queue.close();
        releaseAll();
    }

    private void releaseAll() {
        for (Permits each : waiting) {
            each.release(1);
        }
        waiting.clear();
    }

    /// Nobody may be left waiting, and nobody may believe that something is durable which is not.
    private void end() {
        queue.close();
        ticks.close();
        boolean refused = !orderly;
        for (List<JournalEntry> rest = queue.takeSome(BATCH); !rest.isEmpty(); rest = queue.takeSome(BATCH)) {
            for (JournalEntry entry : rest) {
                refused |= refuse(entry);
            }
        }
        if (refused) {
            fail("writing", new IOException(orderly ? "recorded after the seal" : "the writer ended"));
        }
        releaseAll();
        try {
            file.close();
        } catch (IOException e) {
            fail("closing", e);
        }
    }

    private boolean refuse(JournalEntry entry) {
        return switch (entry) {
            case Append append -> true;
            case Barrier barrier -> waiting.add(barrier.done());
            case Seal seal -> waiting.add(seal.done());
            case Tick tick -> false;
        };
    }

    private void fail(String doing, Exception cause) {
        failure.compareAndSet(null, LedgerFailure.ioFailure(directory.file(JournalFile.OPEN), doing, cause));
    }
}
