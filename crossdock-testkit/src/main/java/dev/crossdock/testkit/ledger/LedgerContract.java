package dev.crossdock.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.env.Env;
import dev.crossdock.env.Task;
import dev.crossdock.ledger.Counts;
import dev.crossdock.ledger.Ending;
import dev.crossdock.ledger.FileLedger;
import dev.crossdock.ledger.Journal;
import dev.crossdock.ledger.JournalReader;
import dev.crossdock.ledger.JournalRecord;
import dev.crossdock.ledger.JournalRecord.KeptRange;
import dev.crossdock.ledger.JournalRecord.Resumed;
import dev.crossdock.ledger.JournalRecord.Sealed;
import dev.crossdock.ledger.JournalRecord.Settled;
import dev.crossdock.ledger.JournalRecord.Started;
import dev.crossdock.ledger.JournalRecord.UploadClosed;
import dev.crossdock.ledger.JournalRecord.UploadOpened;
import dev.crossdock.ledger.JournalTail;
import dev.crossdock.ledger.OpenRun;
import dev.crossdock.ledger.RunHistory;
import dev.crossdock.ledger.RunSummary;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Keys;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.KeepReason;
import dev.crossdock.transfer.LeftBehind;
import dev.crossdock.transfer.Order;
import dev.crossdock.transfer.Outcome;
import dev.crossdock.transfer.Receipt;
import dev.crossdock.transfer.SourceProof;
import dev.crossdock.transfer.TargetProof;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a ledger promises, whatever it is kept in.
public abstract class LedgerContract {

    private static final Counts COUNTS = new Counts(1, 2, 3, 4, 5, Long.MAX_VALUE, 6, 7);
    private static final Order ORDER = LedgerSamples.order("bucket");

    /// What the ledger uses.
    protected abstract Env env();

    /// A ledger, in another opening each time; the same runs in all of them.
    protected abstract FileLedger ledger();

    @Test
    void everyKindOfRecordComesBackAsItWas() throws Exception {
        List<JournalRecord> written = new ArrayList<>();
        OpenRun run = ledger().open(ORDER);
        try (Journal journal = run.journal()) {
            for (String text : LedgerSamples.AWKWARD) {
                writeAllKinds(journal, text, written);
            }
            journal.seal(COUNTS, Ending.STOPPED_EARLY);
        }
        written.add(new Sealed(COUNTS, Ending.STOPPED_EARLY));
        List<JournalRecord> read = readAll(run.run());
        assertThat(read.getFirst()).isInstanceOfSatisfying(Started.class, start -> {
            assertThat(start.run()).isEqualTo(run.run());
            assertThat(start.order()).isEqualTo(ORDER.normalForm());
        });
        assertThat(read).hasSize(written.size() + 1);
        for (int i = 0; i < written.size(); i++) {
            assertThat(read.get(i + 1)).isEqualTo(written.get(i));
        }
    }

    private static void writeAllKinds(Journal journal, String text, List<JournalRecord> written) throws StoreException {
        for (Algorithm algorithm : Algorithm.values()) {
            for (SourceProof source : SourceProof.values()) {
                for (TargetProof target : TargetProof.values()) {
                    Receipt receipt = LedgerSamples.receipt(text, algorithm, source, target);
                    Outcome outcome = new Outcome.Delivered("x" + text, text, receipt, Integer.MAX_VALUE);
                    journal.record(outcome);
                    written.add(new Settled(outcome, Optional.empty()));
                    journal.record(outcome, receipt);
                    written.add(new Settled(outcome, Optional.of(receipt)));
                }
            }
        }
        Receipt receipt = LedgerSamples.receipt(text, 3);
        for (LeftBehind each : LeftBehind.values()) {
            recordBothWays(journal, new Outcome.Delivered(text, text, receipt, 1, Set.of(each)), receipt, written);
        }
        recordBothWays(journal, new Outcome.Delivered(text, text, receipt, 1, EnumSet.allOf(LeftBehind.class)), receipt,
                written);
        recordBothWays(journal, new Outcome.Removed(text, "x/" + text, 7, text), receipt, written);
        recordBothWays(journal, new Outcome.Removed("y" + text, text, Long.MAX_VALUE, text), receipt, written);
        for (FailureCode code : FailureCode.values()) {
            Outcome outcome = LedgerSamples.failed(text, code);
            journal.record(outcome);
            written.add(new Settled(outcome, Optional.empty()));
        }
        for (KeepReason why : KeepReason.values()) {
            recordBothWays(journal, new Outcome.Kept(text, 7, why), receipt, written);
            recordBothWays(journal, new Outcome.Kept(text, 7, why, Optional.of(receipt)), receipt, written);
        }
        UploadOpened opened = new UploadOpened(text, "token" + text, text, text, Long.MAX_VALUE, 1);
        journal.uploadOpened(opened);
        written.add(opened);
        journal.uploadClosed("token" + text);
        written.add(new UploadClosed("token" + text));
        journal.kept(text, 0, KeepReason.GONE);
        journal.flush();
        written.add(new KeptRange(text, text, 1, 0, KeepReason.GONE));
    }

    private static void recordBothWays(Journal journal, Outcome outcome, Receipt replaced,
            List<JournalRecord> written) throws StoreException {
        journal.record(outcome);
        written.add(new Settled(outcome, Optional.empty()));
        journal.record(outcome, replaced);
        written.add(new Settled(outcome, Optional.of(replaced)));
    }

    @Test
    void consecutiveKeptObjectsAreOneRecord() throws Exception {
        OpenRun run = ledger().open(ORDER);
        try (Journal journal = run.journal()) {
            for (int i = 0; i < 1_000; i++) {
                journal.kept("a%04d".formatted(i), 2, KeepReason.SAME_CHECKSUM);
            }
            journal.kept("b/", 0, KeepReason.DIRECTORY_MARKER);
            journal.kept("c", 5, KeepReason.SAME_CHECKSUM);
            journal.seal(COUNTS, Ending.COMPLETE);
        }
        assertThat(readAll(run.run())).filteredOn(KeptRange.class::isInstance).containsExactly(
                new KeptRange("a0000", "a0999", 1_000, 2_000, KeepReason.SAME_CHECKSUM),
                new KeptRange("b/", "b/", 1, 0, KeepReason.DIRECTORY_MARKER),
                new KeptRange("c", "c", 1, 5, KeepReason.SAME_CHECKSUM));
    }

    @Test
    void recordsOfManyTasksAreAllThereOnce() throws Exception {
        int tasks = 8;
        int each = 12_500;
        OpenRun run = ledger().open(ORDER);
        try (Journal journal = run.journal()) {
            List<Task<Boolean>> writers = new ArrayList<>();
            for (int t = 0; t < tasks; t++) {
                int first = t * each;
                writers.add(env().tasks().spawn("writer-" + t, () -> writeMany(journal, first, each)));
            }
            for (Task<Boolean> writer : writers) {
                assertThat(writer.join()).isTrue();
            }
            journal.seal(COUNTS, Ending.COMPLETE);
        }
        Set<String> keys = new HashSet<>();
        for (JournalRecord record : readAll(run.run())) {
            if (record instanceof Settled settled) {
                assertThat(keys.add(settled.outcome().key())).as(settled.outcome().key()).isTrue();
            }
        }
        assertThat(keys).hasSize(tasks * each);
    }

    private static boolean writeMany(Journal journal, int first, int count) throws StoreException {
        for (int i = first; i < first + count; i++) {
            journal.record(LedgerSamples.delivered("key-" + i, i));
            if (i % 1_000 == 0) {
                journal.flush();
            }
        }
        return true;
    }

    @Test
    void anOrderIsCarriedOutOnceAtATime() throws Exception {
        OpenRun run = ledger().open(ORDER);
        try (Journal journal = run.journal()) {
            assertThatThrownBy(() -> ledger().open(ORDER)).isInstanceOfSatisfying(StoreException.class, e -> {
                assertThat(e.code()).isEqualTo(FailureCode.LEDGER_LOCKED);
                assertThat(e).hasMessageContaining(run.run());
            });
            journal.record(LedgerSamples.delivered("k", 1));
            journal.seal(COUNTS, Ending.COMPLETE);
            assertThat(readAll(run.run())).hasSize(3);
        }
    }

    @Test
    void otherOrdersGoOnAtTheSameTime() throws Exception {
        OpenRun one = ledger().open(ORDER);
        OpenRun other = ledger().open(LedgerSamples.order("other"));
        one.journal().close();
        other.journal().close();
        assertThat(other.run()).isNotEqualTo(one.run());
        assertThat(other.history()).isEmpty();
    }

    @Test
    void aRepeatedOrderTakesTheUnfinishedRunOver() throws Exception {
        OpenRun first = ledger().open(ORDER);
        try (Journal journal = first.journal()) {
            journal.record(LedgerSamples.delivered("b", 1));
            journal.record(LedgerSamples.delivered("a", 2));
            journal.record(LedgerSamples.failed("c", FailureCode.ACCESS_DENIED));
        }
        OpenRun second = ledger().open(ORDER);
        try (Journal journal = second.journal(); RunHistory history = second.history().orElseThrow()) {
            assertThat(second.run()).isEqualTo(first.run());
            assertThat(drain(history)).containsExactly(LedgerSamples.delivered("a", 2),
                    LedgerSamples.delivered("b", 1));
            journal.record(LedgerSamples.delivered("c", 3));
            journal.seal(COUNTS, Ending.COMPLETE);
        }
        assertThat(readAll(first.run())).hasSize(7)
                .satisfies(read -> assertThat(read.get(4)).isInstanceOf(Resumed.class));
        OpenRun third = ledger().open(ORDER);
        third.journal().close();
        assertThat(third.run()).isNotEqualTo(first.run());
        assertThat(third.history()).isEmpty();
    }

    @Test
    void ofSeveralDeliveriesOfAKeyTheLastOneCounts() throws Exception {
        Outcome.Delivered old = LedgerSamples.delivered("a", 1);
        try (Journal journal = ledger().open(ORDER).journal()) {
            journal.record(old);
            journal.record(LedgerSamples.delivered("\ud83d\ude00", 3));
            journal.record(LedgerSamples.delivered("\uffff", 4));
            journal.record(LedgerSamples.delivered("gone", 5));
            journal.record(LedgerSamples.delivered("a", 2), old.receipt());
            journal.record(LedgerSamples.failed("gone", FailureCode.GONE), LedgerSamples.receipt("gone", 5));
        }
        OpenRun again = ledger().open(ORDER);
        try (Journal journal = again.journal(); RunHistory history = again.history().orElseThrow()) {
            List<Outcome.Delivered> deliveries = drain(history);
            assertThat(deliveries).containsExactly(LedgerSamples.delivered("a", 2),
                    LedgerSamples.delivered("\uffff", 4),
                    LedgerSamples.delivered("\ud83d\ude00", 3));
            assertThat(deliveries).extracting(Outcome::key).isSortedAccordingTo(Keys::compare);
            journal.flush();
        }
    }

    @Test
    void deletionsStayDoneOverSessions() throws Exception {
        for (int session = 0; session < 3; session++) {
            OpenRun run = ledger().open(ORDER);
            try (Journal journal = run.journal()) {
                if (run.history().isPresent()) {
                    try (RunHistory history = run.history().get()) {
                        assertThat(history.removedObjects()).isEqualTo(2L * session);
                        assertThat(history.removedBytes()).isEqualTo(11L * session);
                        assertThat(drain(history)).isEmpty();
                    }
                } else {
                    assertThat(session).isZero();
                }
                journal.record(new Outcome.Removed("a" + session, "copies/a" + session, 4, "v"));
                journal.record(new Outcome.Removed("b" + session, "copies/b" + session, 7, "v"));
            }
        }
    }

    @Test
    void openUploadsAreRemembered() throws Exception {
        UploadOpened closed = new UploadOpened("a", "1", "a", "v", 10, 5);
        UploadOpened superseded = new UploadOpened("b", "2", "b", "v", 10, 5);
        UploadOpened latest = new UploadOpened("b", "3", "b", "w", 10, 5);
        try (Journal journal = ledger().open(ORDER).journal()) {
            journal.uploadOpened(closed);
            journal.uploadOpened(superseded);
            journal.uploadOpened(latest);
            journal.uploadClosed("1");
        }
        OpenRun again = ledger().open(ORDER);
        try (Journal journal = again.journal(); RunHistory history = again.history().orElseThrow()) {
            assertThat(history.openUploads()).hasSize(1).containsEntry("b", latest);
            assertThat(history.supersededUploads()).containsExactly(superseded);
            journal.flush();
        }
    }

    @Test
    void aReaderSeesWhatIsWrittenMeanwhile() throws Exception {
        OpenRun run = ledger().open(ORDER);
        try (Journal journal = run.journal(); JournalReader reader = ledger().read(run.run())) {
            assertThat(reader.next().orElseThrow()).isInstanceOf(Started.class);
            for (int i = 0; i < 100; i++) {
                assertThat(reader.next()).isEmpty();
                assertThat(reader.tail()).isEqualTo(JournalTail.OPEN);
                journal.record(LedgerSamples.delivered("key" + i, i));
                journal.flush();
                assertThat(reader.next())
                        .contains(new Settled(LedgerSamples.delivered("key" + i, i), Optional.empty()));
            }
            journal.seal(COUNTS, Ending.COMPLETE);
            assertThat(reader.next()).contains(new Sealed(COUNTS, Ending.COMPLETE));
            assertThat(reader.next()).isEmpty();
            assertThat(reader.tail()).isEqualTo(JournalTail.SEALED);
        }
    }

    @Test
    void nothingIsRecordedAfterTheSeal() throws Exception {
        try (Journal journal = ledger().open(ORDER).journal()) {
            journal.seal(COUNTS, Ending.COMPLETE);
            assertThatThrownBy(() -> journal.record(LedgerSamples.delivered("k", 1)))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(journal::flush).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void runsAreListedTheLatestFirst() throws Exception {
        assertThat(ledger().runs()).isEmpty();
        OpenRun finished = ledger().open(ORDER);
        try (Journal journal = finished.journal()) {
            journal.seal(COUNTS, Ending.COMPLETE);
        }
        OpenRun unfinished = ledger().open(LedgerSamples.order("other"));
        unfinished.journal().close();
        List<RunSummary> runs = ledger().runs();
        assertThat(runs).hasSize(2).extracting(RunSummary::run).containsExactlyInAnyOrder(finished.run(),
                unfinished.run());
        for (RunSummary each : runs) {
            boolean sealed = each.run().equals(finished.run());
            assertThat(each.state()).isEqualTo(sealed ? RunSummary.State.FINISHED : RunSummary.State.UNFINISHED);
            assertThat(each.seal())
                    .isEqualTo(sealed ? Optional.of(new Sealed(COUNTS, Ending.COMPLETE)) : Optional.empty());
        }
    }

    @Test
    void aRunThatIsNotThereIsGone() {
        for (String name : List.of("", "..", "20261120T192550123Z-0123456789abcdef-89abcdef")) {
            assertThatThrownBy(() -> ledger().read(name)).isInstanceOfSatisfying(StoreException.class,
                    e -> assertThat(e.code()).isEqualTo(FailureCode.GONE));
        }
    }

    /// All records of a run, in order.
    protected final List<JournalRecord> readAll(String run) throws StoreException {
        List<JournalRecord> records = new ArrayList<>();
        try (JournalReader reader = ledger().read(run)) {
            for (Optional<JournalRecord> each = reader.next(); each.isPresent(); each = reader.next()) {
                records.add(each.get());
            }
        }
        return records;
    }

    private static List<Outcome.Delivered> drain(RunHistory history) throws StoreException {
        List<Outcome.Delivered> all = new ArrayList<>();
        for (Optional<Outcome.Delivered> each = history.next(); each.isPresent(); each = history.next()) {
            all.add(each.get());
        }
        return all;
    }
}
