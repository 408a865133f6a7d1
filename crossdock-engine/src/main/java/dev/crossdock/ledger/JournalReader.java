package dev.crossdock.ledger;

import dev.crossdock.env.DiskFile;
import dev.crossdock.ledger.FrameReader.Step;
import dev.crossdock.ledger.JournalRecord.Sealed;
import dev.crossdock.ledger.JournalRecord.Started;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Reads one run's journal from its first record on, in constant memory, checking every byte. Any number of readers
/// may read a journal, also while it is being written: they see whole groups of records only. Not for concurrent use.
public final class JournalReader implements AutoCloseable {

    private static final int READ_BYTES = 64 << 10;

    private final DiskFile file;
    private final Path path;
    private final JournalFile kind;
    private final FrameReader frames;
    private final RecordDecoder decoder = new RecordDecoder();
    private JournalTail tail = JournalTail.OPEN;
    private boolean started;
    private int at;
    private int end;

    private JournalReader(DiskFile file, Path path, JournalFile kind, FrameReader frames) {
        this.file = file;
        this.path = path;
        this.kind = kind;
        this.frames = frames;
    }

    /// Reads from an open file, which the reader closes in the end, also when this fails.
    static JournalReader of(DiskFile file, Path path, JournalFile kind) throws StoreException {
        return of(file, path, kind, RootDigest.sha256());
    }

    /// Reads as above.
    ///
    /// @param root what its seal tells of all before it
    static JournalReader of(DiskFile file, Path path, JournalFile kind, RootDigest root) throws StoreException {
        try {
            return new JournalReader(file, path, kind, FrameReader.open(file, path, READ_BYTES, root));
        } catch (IOException e) {
            close(file);
            throw LedgerFailure.io(path, "reading", e);
        } catch (StoreException | RuntimeException e) {
            close(file);
            throw e;
        }
    }

    /// The next record, or empty at the present end of the journal; while that is not sealed, one can ask again.
    ///
    /// @throws StoreException LEDGER_CORRUPT if bytes have changed; LEDGER_VERSION if a newer version wrote it;
    ///     LEDGER_IO if it cannot be read
    public Optional<JournalRecord> next() throws StoreException {
        try {
            while (at < end || nextFrame()) {
                Optional<JournalRecord> record = nextInFrame();
                if (record.isPresent()) {
                    return record;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw LedgerFailure.io(path, "reading", e);
        } catch (UnreadableRecordException e) {
            if (e.code() == FailureCode.LEDGER_VERSION) {
                throw LedgerFailure.newer(path, "the journal has " + e.getMessage());
            }
            throw frames.corrupt("its frame has " + e.getMessage() + ", and ends");
        }
    }

    /// What stands at the end, once [#next] has come there.
    public JournalTail tail() {
        return tail;
    }

    /// The name of the run, as the head of the journal has it.
    public String run() {
        return frames.run();
    }

    /// Ends reading. Idempotent, never throws.
    @Override
    public void close() {
        close(file);
    }

    FrameReader frames() {
        return frames;
    }

    private boolean nextFrame() throws IOException, StoreException {
        if (tail == JournalTail.SEALED) {
            return false;
        }
        Step step = frames.next();
        if (step == Step.FRAME) {
            at = frames.payloadAt();
            end = at + frames.payloadBytes();
            takeFrame();
            return true;
        }
        if (kind == JournalFile.SEALED) {
            throw frames.corrupt("a finished journal has lost its end: it is not whole");
        }
        tail = step == Step.END ? JournalTail.OPEN : JournalTail.TORN;
        return false;
    }

    private void takeFrame() throws IOException, StoreException {
        boolean seal = end - at > FrameFormat.RECORD_LENGTH_BYTES
                && frames.bytes()[at + FrameFormat.RECORD_LENGTH_BYTES] == RecordFormat.SEALED;
        if (!seal) {
            frames.accept();
            tail = JournalTail.OPEN;
            return;
        }
        byte[] root = frames.root().finish();
        if (!Arrays.equals(root, 0, root.length, frames.bytes(), Math.max(at, end - root.length), end)) {
            throw frames.corrupt("bytes have changed before its seal: the digest differs, in the frame that ends");
        }
        if (!frames.atEnd()) {
            throw frames.corrupt("it goes on after its seal");
        }
        tail = JournalTail.SEALED;
    }

    private Optional<JournalRecord> nextInFrame() throws UnreadableRecordException {
        byte[] bytes = frames.bytes();
        if (end - at < FrameFormat.RECORD_LENGTH_BYTES) {
            throw UnreadableRecordException.malformed("bytes after its last record");
        }
        int length = (bytes[at] & 0xff) << 16 | (bytes[at + 1] & 0xff) << 8 | bytes[at + 2] & 0xff;
        at += FrameFormat.RECORD_LENGTH_BYTES;
        if (length > end - at) {
            throw UnreadableRecordException.malformed("a record that is longer than it");
        }
        Optional<JournalRecord> record = decoder.decode(bytes, at, length);
        at += length;
        if (record.isPresent()) {
            checkPlace(record.get());
        }
        return record;
    }

    /// The first record is the start and the last one the seal; neither is anywhere else.
    private void checkPlace(JournalRecord record) throws UnreadableRecordException {
        if (started == record instanceof Started) {
            throw UnreadableRecordException.malformed("a start that is not at the start, or none there");
        }
        started = true;
        if (record instanceof Sealed && (tail != JournalTail.SEALED || at != end)) {
            throw UnreadableRecordException.malformed("a seal that is not at the end");
        }
    }

    private static void close(DiskFile file) {
        try {
            file.close();
        } catch (IOException e) {
            // Nothing was written through it, so nothing can be lost.
        }
    }
}
