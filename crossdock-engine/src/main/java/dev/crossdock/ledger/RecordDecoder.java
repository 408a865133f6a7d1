package dev.crossdock.ledger;

import dev.crossdock.ledger.JournalRecord.KeptRange;
import dev.crossdock.ledger.JournalRecord.Resumed;
import dev.crossdock.ledger.JournalRecord.Sealed;
import dev.crossdock.ledger.JournalRecord.Settled;
import dev.crossdock.ledger.JournalRecord.Started;
import dev.crossdock.ledger.JournalRecord.UploadClosed;
import dev.crossdock.ledger.JournalRecord.UploadOpened;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.store.Failure;
import dev.crossdock.store.ServiceAnswer;
import dev.crossdock.transfer.LeftBehind;
import dev.crossdock.transfer.Outcome;
import dev.crossdock.transfer.Receipt;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Bytes to records.
final class RecordDecoder {

    private final ByteReader in = new ByteReader();

    /// The record in these bytes, or empty if it is of an unknown kind that may be left out.
    Optional<JournalRecord> decode(byte[] bytes, int offset, int length) throws UnreadableRecordException {
        in.of(bytes, offset, length);
        int type = in.u8();
        if ((type & RecordFormat.IGNORABLE) != 0) {
            return Optional.empty();
        }
        try {
            JournalRecord record = fields(type);
            if (in.more()) {
                throw UnreadableRecordException
                        .malformed("a record of type " + type + " that goes on after its last field");
            }
            return Optional.of(record);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw UnreadableRecordException
                    .malformed("a record of type " + type + " with a senseless value: " + e.getMessage());
        }
    }

    private JournalRecord fields(int type) throws UnreadableRecordException {
        return switch (type) {
            case RecordFormat.STARTED -> new Started(in.string(), in.string(), instant(), in.string());
            case RecordFormat.RESUMED -> new Resumed(instant());
            case RecordFormat.DELIVERED -> delivered();
            case RecordFormat.KEPT -> kept();
            case RecordFormat.FAILED -> failed();
            case RecordFormat.KEPT_RANGE -> new KeptRange(in.string(), in.string(), in.varint(), in.varint(),
                    RecordFormat.KEEP_REASONS.read(in));
            case RecordFormat.UPLOAD_OPENED -> new UploadOpened(in.string(), in.string(), in.string(), in.string(),
                    in.varint(), in.varint());
            case RecordFormat.UPLOAD_CLOSED -> new UploadClosed(in.string());
            case RecordFormat.REMOVED -> removed();
            case RecordFormat.SEALED -> sealed();
            default -> throw UnreadableRecordException.unknown("records of type " + type);
        };
    }

    private Settled delivered() throws UnreadableRecordException {
        Optional<Receipt> replaced = optionalReceipt();
        String key = in.string();
        int shared = in.count(key.length());
        String targetKey = in.string() + key.substring(key.length() - shared);
        return new Settled(new Outcome.Delivered(key, targetKey, receipt(), in.count(Integer.MAX_VALUE),
                leftBehind()), replaced);
    }

    private Set<LeftBehind> leftBehind() throws UnreadableRecordException {
        Set<LeftBehind> left = EnumSet.noneOf(LeftBehind.class);
        for (int i = in.count(LeftBehind.values().length); i > 0; i--) {
            left.add(RecordFormat.LEFT_BEHIND.read(in));
        }
        return left;
    }

    private Settled removed() throws UnreadableRecordException {
        Optional<Receipt> replaced = optionalReceipt();
        String key = in.string();
        int shared = in.count(key.length());
        String targetKey = in.string() + key.substring(key.length() - shared);
        return new Settled(new Outcome.Removed(key, targetKey, in.varint(), in.string()), replaced);
    }

    private Settled kept() throws UnreadableRecordException {
        Optional<Receipt> replaced = optionalReceipt();
        return new Settled(new Outcome.Kept(in.string(), in.varint(), RecordFormat.KEEP_REASONS.read(in),
                optionalReceipt()),
                replaced);
    }

    private Settled failed() throws UnreadableRecordException {
        Optional<Receipt> replaced = optionalReceipt();
        String key = in.string();
        long sizeBytes = in.varint();
        int count = in.count(RecordFormat.ATTEMPTS_MAX);
        List<Failure> attempts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            attempts.add(failure());
        }
        return new Settled(new Outcome.Failed(key, sizeBytes, attempts), replaced);
    }

    private Optional<Receipt> optionalReceipt() throws UnreadableRecordException {
        return in.u8() == 0 ? Optional.empty() : Optional.of(receipt());
    }

    private Receipt receipt() throws UnreadableRecordException {
        long sizeBytes = in.varint();
        String sourceVersion = in.string();
        String targetVersion = in.string();
        return new Receipt(sizeBytes, sourceVersion, targetVersion, checksum(), RecordFormat.SOURCE_PROOFS.read(in),
                RecordFormat.TARGET_PROOFS.read(in));
    }

    private Checksum checksum() throws UnreadableRecordException {
        Algorithm algorithm = RecordFormat.ALGORITHMS.read(in);
        int parts = in.count(Integer.MAX_VALUE);
        Checksum full = Checksum.of(algorithm, in.bytes(algorithm.sizeBytes()));
        return parts == 0 ? full : new Checksum(algorithm, parts, full.base64());
    }

    private Failure failure() throws UnreadableRecordException {
        return new Failure(RecordFormat.FAILURE_CODES.read(in), RecordFormat.OPERATIONS.read(in), in.string(),
                in.string(),
                answer(), retryAfter());
    }

    private Optional<ServiceAnswer> answer() throws UnreadableRecordException {
        if (in.u8() == 0) {
            return Optional.empty();
        }
        return Optional.of(new ServiceAnswer(in.count(Integer.MAX_VALUE), in.string(), in.string(), in.string()));
    }

    private Optional<Duration> retryAfter() throws UnreadableRecordException {
        return in.u8() == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(in.varint(), in.varint()));
    }

    /// The root that follows is for the reader of the frame to check.
    private Sealed sealed() throws UnreadableRecordException {
        Counts counts = new Counts(in.varint(), in.varint(), in.varint(), in.varint(), in.varint(), in.varint(),
                in.varint(), in.varint());
        Ending ending = RecordFormat.ENDINGS.read(in);
        in.bytes(RecordFormat.ROOT_BYTES);
        return new Sealed(counts, ending);
    }

    private Instant instant() throws UnreadableRecordException {
        return Instant.ofEpochSecond(in.varint(), in.varint());
    }
}
