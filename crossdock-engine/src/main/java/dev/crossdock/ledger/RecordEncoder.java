package dev.crossdock.ledger;

import dev.crossdock.ledger.JournalRecord.KeptRange;
import dev.crossdock.ledger.JournalRecord.Resumed;
import dev.crossdock.ledger.JournalRecord.Sealed;
import dev.crossdock.ledger.JournalRecord.Settled;
import dev.crossdock.ledger.JournalRecord.Started;
import dev.crossdock.ledger.JournalRecord.UploadClosed;
import dev.crossdock.ledger.JournalRecord.UploadOpened;
import dev.crossdock.object.Checksum;
import dev.crossdock.store.Failure;
import dev.crossdock.store.ServiceAnswer;
import dev.crossdock.transfer.LeftBehind;
import dev.crossdock.transfer.Outcome;
import dev.crossdock.transfer.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Records to bytes: a type, then its fields.
final class RecordEncoder {

    private RecordEncoder() {}

    /// Appends one record, without its length. The seal lacks its root, which the writer of the frame knows.
    static void encode(JournalRecord record, ByteWriter into) {
        switch (record) {
            case Settled settled -> settled(settled, into);
            case KeptRange range -> keptRange(range, into);
            case UploadOpened opened -> uploadOpened(opened, into);
            case UploadClosed closed -> {
                into.u8(RecordFormat.UPLOAD_CLOSED);
                into.string(closed.token());
            }
            case Started started -> started(started, into);
            case Resumed resumed -> {
                into.u8(RecordFormat.RESUMED);
                instant(resumed.at(), into);
            }
            case Sealed sealed -> sealed(sealed, into);
        }
    }

    private static void started(Started started, ByteWriter into) {
        into.u8(RecordFormat.STARTED);
        into.string(started.run());
        into.string(started.order());
        instant(started.at(), into);
        into.string(started.software());
    }

    private static void settled(Settled settled, ByteWriter into) {
        switch (settled.outcome()) {
            case Outcome.Delivered delivered -> {
                into.u8(RecordFormat.DELIVERED);
                optionalReceipt(settled.replaced(), into);
                into.string(delivered.key());
                targetKey(delivered.key(), delivered.targetKey(), into);
                receipt(delivered.receipt(), into);
                into.varint(delivered.attempts());
                leftBehind(delivered.leftBehind(), into);
            }
            case Outcome.Kept kept -> {
                into.u8(RecordFormat.KEPT);
                optionalReceipt(settled.replaced(), into);
                into.string(kept.key());
                into.varint(kept.sizeBytes());
                RecordFormat.KEEP_REASONS.write(kept.why(), into);
                optionalReceipt(kept.receipt(), into);
            }
            case Outcome.Removed removed -> {
                into.u8(RecordFormat.REMOVED);
                optionalReceipt(settled.replaced(), into);
                into.string(removed.key());
                targetKey(removed.key(), removed.targetKey(), into);
                into.varint(removed.sizeBytes());
                into.string(removed.version());
            }
            case Outcome.Failed failed -> {
                into.u8(RecordFormat.FAILED);
                optionalReceipt(settled.replaced(), into);
                into.string(failed.key());
                into.varint(failed.sizeBytes());
                attempts(failed.attempts(), into);
            }
        }
    }

    private static void leftBehind(Set<LeftBehind> leftBehind, ByteWriter into) {
        into.varint(leftBehind.size());
        for (LeftBehind each : LeftBehind.values()) {
            if (leftBehind.contains(each)) {
                RecordFormat.LEFT_BEHIND.write(each, into);
            }
        }
    }

    private static void optionalReceipt(Optional<Receipt> receipt, ByteWriter into) {
        into.u8(receipt.isPresent() ? 1 : 0);
        if (receipt.isPresent()) {
            receipt(receipt.get(), into);
        }
    }

    /// Most target keys end as their source keys do: only what comes before is written.
    private static void targetKey(String sourceKey, String targetKey, ByteWriter into) {
        int most = Math.min(sourceKey.length(), targetKey.length());
        int shared = 0;
        while (shared < most && sourceKey.charAt(sourceKey.length() - 1 - shared) == targetKey
                .charAt(targetKey.length() - 1 - shared)) {
            shared++;
        }
        into.varint(shared);
        into.string(targetKey.substring(0, targetKey.length() - shared));
    }

    private static void receipt(Receipt receipt, ByteWriter into) {
        into.varint(receipt.sizeBytes());
        into.string(receipt.sourceVersion());
        into.string(receipt.targetVersion());
        Checksum checksum = receipt.checksum();
        RecordFormat.ALGORITHMS.write(checksum.algorithm(), into);
        into.varint(checksum.parts());
        into.bytes(checksum.value());
        RecordFormat.SOURCE_PROOFS.write(receipt.sourceProof(), into);
        RecordFormat.TARGET_PROOFS.write(receipt.targetProof(), into);
    }

    private static void attempts(List<Failure> attempts, ByteWriter into) {
        int count = Math.min(attempts.size(), RecordFormat.ATTEMPTS_MAX);
        into.varint(count);
        failure(attempts.getFirst(), into);
        for (int i = attempts.size() - count + 1; i < attempts.size(); i++) {
            failure(attempts.get(i), into);
        }
    }

    private static void failure(Failure failure, ByteWriter into) {
        RecordFormat.FAILURE_CODES.write(failure.code(), into);
        RecordFormat.OPERATIONS.write(failure.operation(), into);
        into.string(cut(failure.where(), RecordFormat.PLACE_MAX));
        into.string(cut(failure.message(), RecordFormat.TEXT_MAX));
        into.u8(failure.answer().isPresent() ? 1 : 0);
        if (failure.answer().isPresent()) {
            answer(failure.answer().get(), into);
        }
        into.u8(failure.retryAfter().isPresent() ? 1 : 0);
        if (failure.retryAfter().isPresent()) {
            Duration pause = failure.retryAfter().get();
            into.varint(pause.getSeconds());
            into.varint(pause.getNano());
        }
    }

    private static void answer(ServiceAnswer answer, ByteWriter into) {
        into.varint(answer.status());
        into.string(cut(answer.serviceCode(), RecordFormat.TEXT_MAX));
        into.string(cut(answer.requestId(), RecordFormat.TEXT_MAX));
        into.string(cut(answer.excerpt(), RecordFormat.TEXT_MAX));
    }

    private static void keptRange(KeptRange range, ByteWriter into) {
        into.u8(RecordFormat.KEPT_RANGE);
        into.string(range.firstKey());
        into.string(range.lastKey());
        into.varint(range.count());
        into.varint(range.sizeBytes());
        RecordFormat.KEEP_REASONS.write(range.why(), into);
    }

    private static void uploadOpened(UploadOpened opened, ByteWriter into) {
        into.u8(RecordFormat.UPLOAD_OPENED);
        into.string(opened.targetKey());
        into.string(opened.token());
        into.string(opened.sourceKey());
        into.string(opened.sourceVersion());
        into.varint(opened.sizeBytes());
        into.varint(opened.partBytes());
    }

    private static void sealed(Sealed sealed, ByteWriter into) {
        Counts counts = sealed.counts();
        into.u8(RecordFormat.SEALED);
        into.varint(counts.copiedObjects());
        into.varint(counts.copiedBytes());
        into.varint(counts.keptObjects());
        into.varint(counts.keptBytes());
        into.varint(counts.failedObjects());
        into.varint(counts.failedBytes());
        into.varint(counts.removedObjects());
        into.varint(counts.removedBytes());
        RecordFormat.ENDINGS.write(sealed.ending(), into);
    }

    private static void instant(Instant instant, ByteWriter into) {
        into.varint(instant.getEpochSecond());
        into.varint(instant.getNano());
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
