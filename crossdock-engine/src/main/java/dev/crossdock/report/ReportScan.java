package dev.crossdock.report;

import dev.crossdock.ledger.Counts;
import dev.crossdock.ledger.JournalRecord;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.KeepReason;
import dev.crossdock.transfer.LeftBehind;
import dev.crossdock.transfer.Outcome;
import dev.crossdock.transfer.Receipt;
import dev.crossdock.transfer.SourceProof;
import dev.crossdock.transfer.TargetProof;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Adds up the records of a run.
final class ReportScan {

    private static final int SAMPLES_MOST = 10;

    private final String run;
    private final Map<SourceProof, Long> sourceProofs = new EnumMap<>(SourceProof.class);
    private final Map<TargetProof, Long> targetProofs = new EnumMap<>(TargetProof.class);
    private final Map<KeepReason, Long> kept = new EnumMap<>(KeepReason.class);
    private final Map<LeftBehind, Long> leftBehind = new EnumMap<>(LeftBehind.class);
    private final Map<FailureCode, Long> failed = new EnumMap<>(FailureCode.class);
    private final Map<FailureCode, List<Outcome.Failed>> samples = new EnumMap<>(FailureCode.class);
    private String order = "";
    private Optional<Instant> started = Optional.empty();
    private Optional<Counts> sealed = Optional.empty();
    private int sessions;
    private long copiedObjects;
    private long copiedBytes;
    private long keptObjects;
    private long keptBytes;
    private long failedObjects;
    private long failedBytes;
    private long removedObjects;
    private long removedBytes;

    ReportScan(String run) {
        this.run = run;
    }

    void take(JournalRecord record) {
        switch (record) {
            case JournalRecord.Started started -> start(started);
            case JournalRecord.Resumed resumed -> resume();
            case JournalRecord.Settled settled -> settle(settled);
            case JournalRecord.KeptRange range -> keep(range.why(), range.count(), range.sizeBytes());
            case JournalRecord.Sealed seal -> sealed = Optional.of(seal.counts());
            case JournalRecord.UploadOpened opened -> {
            }
            case JournalRecord.UploadClosed closed -> {
            }
        }
    }

    RunReport report() throws StoreException {
        Counts counts = new Counts(copiedObjects, copiedBytes, keptObjects, keptBytes, failedObjects, failedBytes,
                removedObjects, removedBytes);
        if (sealed.isPresent() && !sealed.get().equals(counts)) {
            throw new StoreException(Failure.of(FailureCode.LEDGER_CORRUPT, Operation.RECORD, run,
                    "its seal says " + sealed.get() + ", its records add up to " + counts));
        }
        return new RunReport(run, order, started, sessions, sealed.isPresent(), counts, sourceProofs, targetProofs,
                kept, leftBehind, groups());
    }

    private void start(JournalRecord.Started record) {
        order = record.order();
        started = Optional.of(record.at());
        sessions = 1;
    }

    /// What an earlier session kept or gave up was looked at again.
    private void resume() {
        sessions++;
        kept.clear();
        failed.clear();
        samples.clear();
        keptObjects = 0;
        keptBytes = 0;
        failedObjects = 0;
        failedBytes = 0;
    }

    private void settle(JournalRecord.Settled settled) {
        switch (settled.outcome()) {
            case Outcome.Delivered delivered -> {
                count(delivered.receipt(), 1);
                delivered.leftBehind().forEach(each -> leftBehind.merge(each, 1L, Long::sum));
            }
            case Outcome.Kept each -> keep(each.why(), 1, each.sizeBytes());
            case Outcome.Failed each -> fail(each);
            case Outcome.Removed each -> {
                removedObjects++;
                removedBytes += each.sizeBytes();
            }
        }
        if (settled.replaced().isPresent()) {
            count(settled.replaced().get(), -1);
        }
    }

    private void count(Receipt receipt, int objects) {
        copiedObjects += objects;
        copiedBytes += objects * receipt.sizeBytes();
        sourceProofs.merge(receipt.sourceProof(), (long) objects, Long::sum);
        targetProofs.merge(receipt.targetProof(), (long) objects, Long::sum);
    }

    private void keep(KeepReason why, long objects, long sizeBytes) {
        keptObjects += objects;
        keptBytes += sizeBytes;
        kept.merge(why, objects, Long::sum);
    }

    private void fail(Outcome.Failed each) {
        failedObjects++;
        failedBytes += each.sizeBytes();
        FailureCode code = each.failure().code();
        failed.merge(code, 1L, Long::sum);
        List<Outcome.Failed> named = samples.computeIfAbsent(code, _ -> new ArrayList<>());
        if (named.size() < SAMPLES_MOST) {
            named.add(each);
        }
    }

    private List<FailureGroup> groups() {
        List<FailureGroup> groups = new ArrayList<>();
        for (Map.Entry<FailureCode, Long> each : failed.entrySet()) {
            groups.add(
                    new FailureGroup(each.getKey(), each.getValue(), samples.getOrDefault(each.getKey(), List.of())));
        }
        groups.sort(Comparator.comparingLong(FailureGroup::objects).reversed());
        return groups;
    }
}
