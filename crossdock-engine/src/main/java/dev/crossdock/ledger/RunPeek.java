package dev.crossdock.ledger;

import dev.crossdock.env.DiskFile;
import dev.crossdock.env.OpenMode;
import dev.crossdock.ledger.JournalRecord.Sealed;
import dev.crossdock.ledger.JournalRecord.Started;
import dev.crossdock.ledger.RunSummary.State;
import dev.crossdock.store.StoreException;
import java.io.IOException;
import java.util.Optional;

/// Looks at the first record and the seal of a journal only, so that thousands of runs are listed at once. The seal is
/// checked by its own frame's CRC, not by the digest of all that is before.
final class RunPeek {

    /// The longest seal, with its frame.
    private static final int SEAL_MAX = 256;

    private RunPeek() {}

    /// What there is to say of a run; empty if it never began.
    static Optional<RunSummary> summary(RunDirectory directory) throws IOException {
        boolean sealed = directory.has(JournalFile.SEALED);
        if (!sealed && !directory.has(JournalFile.OPEN) && !directory.has(JournalFile.SEALED)) {
            return Optional.empty();
        }
        try (JournalReader reader = directory.read()) {
            Optional<Started> started = reader.next().map(Started.class::cast);
            if (started.isEmpty()) {
                return Optional.of(damaged(directory));
            }
            if (!sealed) {
                return Optional.of(new RunSummary(directory.run(), State.UNFINISHED, started, Optional.empty()));
            }
            Optional<Sealed> seal = seal(directory);
            return Optional.of(
                    new RunSummary(directory.run(), seal.isPresent() ? State.FINISHED : State.DAMAGED, started, seal));
        } catch (StoreException e) {
            return Optional.of(damaged(directory));
        }
    }

    private static RunSummary damaged(RunDirectory directory) {
        return new RunSummary(directory.run(), State.DAMAGED, Optional.empty(), Optional.empty());
    }

    private static Optional<Sealed> seal(RunDirectory directory) throws IOException {
        try (DiskFile file = directory.open(JournalFile.SEALED, OpenMode.READ)) {
            return FrameReader.last(file, SEAL_MAX).flatMap(RunPeek::decode);
        }
    }

    private static Optional<Sealed> decode(byte[] payload) {
        try {
            int at = FrameFormat.RECORD_LENGTH_BYTES;
            Optional<JournalRecord> record = new RecordDecoder().decode(payload, at, payload.length - at);
            return record.filter(Sealed.class::isInstance).map(Sealed.class::cast);
        } catch (UnreadableRecordException e) {
            return Optional.empty();
        }
    }
}
