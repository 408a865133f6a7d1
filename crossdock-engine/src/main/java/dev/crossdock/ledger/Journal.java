package dev.crossdock.ledger;

import dev.crossdock.env.BoundedQueue;
import dev.crossdock.env.CancelledException;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.Permits;
import dev.crossdock.env.Task;
import dev.crossdock.env.Tasks;
import dev.crossdock.ledger.JournalEntry.Append;
import dev.crossdock.ledger.JournalEntry.Barrier;
import dev.crossdock.ledger.JournalEntry.Seal;
import dev.crossdock.ledger.JournalEntry.Tick;
import dev.crossdock.ledger.JournalRecord.KeptRange;
import dev.crossdock.ledger.JournalRecord.Sealed;
import dev.crossdock.ledger.JournalRecord.Settled;
import dev.crossdock.ledger.JournalRecord.UploadClosed;
import dev.crossdock.ledger.JournalRecord.UploadOpened;
import dev.crossdock.store.Failure;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.KeepReason;
import dev.crossdock.transfer.Outcome;
import dev.crossdock.transfer.Receipt;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Records what happens in one run. Any number of tasks may record at once.
///
/// A record is written soon after it was handed over and durable about 100 ms later; [#flush], [#uploadOpened] and
/// [#seal] wait until it is. When one write or one attempt to make it durable has failed, nothing is tried again:
/// that and every later call throws, with LEDGER_IO, or NO_SPACE if the disk is full. Everything that was durable
/// before stays so, and the run goes on when its order is repeated.
public final class Journal implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(100);
    private static final int QUEUE = 4_096;

    private final Tasks tasks;
    private final DiskFile lock;
    private final BoundedQueue<JournalEntry> queue;
    private final AtomicReference<@Nullable KeptRange> kept = new AtomicReference<>();
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
    private final Task<?> writer;
    private final Task<?> ticker;

    /// @param lock closed in the end
    Journal(Tasks tasks, RunDirectory directory, DiskFile lock, DiskFile file, FrameWriter frames) {
        this.tasks = tasks;
        this.lock = lock;
        this.queue = tasks.queue(QUEUE);
        BoundedQueue<Boolean> ticks = tasks.queue(2);
        JournalWriter writing = new JournalWriter(directory, file, frames, queue, ticks, kept, failure);
        this.ticker = tasks.spawn("journal-ticker", () -> tick(ticks));
        this.writer = tasks.spawn("journal-writer", () -> {
            writing.run();
            return Boolean.TRUE;
        });
    }

    /// Records an outcome, waiting only while too many others wait to be written.
    ///
    /// @throws StoreException LEDGER_IO or NO_SPACE if the journal has failed
    public void record(Outcome outcome) throws StoreException {
        append(new Settled(outcome, Optional.empty()));
    }

    /// Records the outcome of an object that was delivered before in this same run.
    ///
    /// @param replaced the receipt of that delivery, which no longer counts
    /// @throws StoreException LEDGER_IO or NO_SPACE if the journal has failed
    public void record(Outcome outcome, Receipt replaced) throws StoreException {
        append(new Settled(outcome, Optional.of(replaced)));
    }

    /// Records that an object was left as it was. Keys come in ascending order, from one task at a time; what is
    /// kept for the same reason, one call after the other, becomes one record.
    ///
    /// @param sizeBytes as listed
    /// @throws StoreException LEDGER_IO or NO_SPACE if the journal has failed
    public void kept(String key, long sizeBytes, KeepReason why) throws StoreException {
        check();
        while (true) {
            KeptRange range = kept.get();
            if (range != null && range.why() == why) {
                if (kept.compareAndSet(range, range.with(key, sizeBytes))) {
                    return;
                }
            } else if (kept.compareAndSet(range, new KeptRange(key, key, 1, sizeBytes, why))) {
                if (range != null) {
                    append(range);
                }
                return;
            }
        }
    }

    /// Records that a multipart upload exists; durable when this returns, so that its first part may be sent.
    ///
    /// @throws StoreException LEDGER_IO or NO_SPACE if the journal has failed
    public void uploadOpened(UploadOpened opened) throws StoreException {
        append(opened);
        flush();
    }

    /// Records that a multipart upload was completed, aborted or found gone.
    ///
    /// @throws StoreException LEDGER_IO or NO_SPACE if the journal has failed
    public void uploadClosed(String token) throws StoreException {
        append(new UploadClosed(token));
    }

    /// Waits until everything that was recorded before is durable.
    ///
    /// @throws StoreException LEDGER_IO or NO_SPACE if the journal has failed
    public void flush() throws StoreException {
        Permits done = tasks.permits(0);
        put(new Barrier(done));
        done.acquire(1);
        check();
    }

    /// Ends the run, durably. Nothing can be recorded after it.
    ///
    /// @throws StoreException LEDGER_IO or NO_SPACE if the journal has failed
    public void seal(Counts counts, Ending ending) throws StoreException {
        Permits done = tasks.permits(0);
        put(new Seal(new Sealed(counts, ending), done));
        done.acquire(1);
        check();
    }

    /// Stops writing, once what was recorded is written, and gives up the run's lock. Without a seal, the run goes on
    /// when its order is repeated. Idempotent; does not tell failures, since whoever needs to know flushes or seals.
    @Override
    public void close() {
        queue.close();
        boolean cancelled = end(writer);
        ticker.cancel();
        cancelled |= end(ticker);
        try {
            lock.close();
        } catch (IOException e) {
            // The lock ends with the process, if not before.
        }
        if (cancelled) {
            throw new CancelledException("the journal to close");
        }
    }

    /// Waits for a task's end, though the present one be cancelled meanwhile; true if it was.
    private static boolean end(Task<?> task) {
        try {
            task.join();
            return false;
        } catch (CancelledException e) {
            task.join();
            return true;
        }
    }

    private void append(JournalRecord record) throws StoreException {
        put(new Append(record));
    }

    private void put(JournalEntry entry) throws StoreException {
        check();
        if (!queue.put(entry)) {
            check();
            throw new IllegalStateException("the journal is closed");
        }
    }

    private void check() throws StoreException {
        Failure failed = failure.get();
        if (failed != null) {
            throw new StoreException(failed);
        }
    }

    private Boolean tick(BoundedQueue<Boolean> ticks) {
        try {
            while (ticks.take().isPresent()) {
                tasks.sleep(TICK);
                queue.put(new Tick());
            }
        } catch (CancelledException e) {
            return Boolean.FALSE;
        }
        return Boolean.TRUE;
    }
}
