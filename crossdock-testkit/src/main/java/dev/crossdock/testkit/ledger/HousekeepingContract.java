package dev.crossdock.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.ledger.Candidates;
import dev.crossdock.ledger.Candidates.Candidate;
import dev.crossdock.ledger.Counts;
import dev.crossdock.ledger.Ending;
import dev.crossdock.ledger.FailedObjects;
import dev.crossdock.ledger.FailureFilter;
import dev.crossdock.ledger.FileLedger;
import dev.crossdock.ledger.Journal;
import dev.crossdock.ledger.JournalReader;
import dev.crossdock.ledger.JournalRecord;
import dev.crossdock.ledger.JournalRecord.Resumed;
import dev.crossdock.ledger.JournalRecord.UploadOpened;
import dev.crossdock.ledger.LeftUploads;
import dev.crossdock.ledger.OpenRun;
import dev.crossdock.ledger.RunHistory;
import dev.crossdock.ledger.RunSummary;
import dev.crossdock.store.FailureClass;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Order;
import dev.crossdock.transfer.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// What a ledger promises to those who come after a run: who repeats what it gave up, deletes what it found left over,
/// or clears up.
public abstract class HousekeepingContract {

    private static final Order ORDER = LedgerSamples.order("bucket");
    private static final UploadOpened CLOSED = new UploadOpened("a", "1", "a", "v", 10, 5);
    private static final UploadOpened SUPERSEDED = new UploadOpened("b", "2", "b", "v", 10, 5);
    private static final UploadOpened LATEST = new UploadOpened("b", "3", "b", "w", 10, 5);

    /// A ledger, in another opening each time; the same runs in all of them.
    protected abstract FileLedger ledger();

    @Test
    void whatTheLastSessionGaveUpComesInOrder() throws Exception {
        OpenRun first = ledger().open(ORDER);
        try (Journal journal = first.journal()) {
            journal.record(LedgerSamples.failed("void", FailureCode.GONE));
        }
        assertThat(failed(first.run(), FailureFilter.ALL)).containsExactly("void");
        try (Journal journal = resume()) {
            journal.record(LedgerSamples.failed("b/2", FailureCode.GONE));
            journal.record(LedgerSamples.delivered("delivered", 1));
            journal.record(LedgerSamples.failed("a/1", FailureCode.ACCESS_DENIED));
            journal.record(LedgerSamples.failed("b/1", FailureCode.GONE));
            journal.flush();
            assertThat(failed(first.run(), FailureFilter.ALL)).containsExactly("a/1", "b/1", "b/2");
            journal.seal(Counts.NONE, Ending.STOPPED_EARLY);
        }
        assertThat(failed(first.run(), FailureFilter.ALL)).containsExactly("a/1", "b/1", "b/2");
        assertThat(failed(first.run(), new FailureFilter(Set.of(), Set.of(), "b/"))).containsExactly("b/1", "b/2");
        assertThat(failed(first.run(), new FailureFilter(Set.of(), Set.of(FailureCode.ACCESS_DENIED), "")))
                .containsExactly("a/1");
        assertThat(failed(first.run(), new FailureFilter(Set.of(FailureClass.SOURCE_MISSING), Set.of(), "b/2")))
                .containsExactly("b/2");
        assertThatThrownBy(() -> ledger().failed("..", FailureFilter.ALL)).isInstanceOfSatisfying(StoreException.class,
                e -> assertThat(e.code()).isEqualTo(FailureCode.GONE));
    }

    private List<String> failed(String run, Predicate<Outcome.Failed> wanted) throws StoreException {
        List<String> keys = new ArrayList<>();
        try (FailedObjects failed = ledger().failed(run, wanted)) {
            for (Optional<Outcome.Failed> each = failed.next(); each.isPresent(); each = failed.next()) {
                assertThat(each.get().attempts()).hasSize(2);
                keys.add(each.get().key());
            }
            assertThat(failed.next()).isEmpty();
        }
        return keys;
    }

    private Journal resume() throws StoreException {
        OpenRun run = ledger().open(ORDER);
        run.history().ifPresent(RunHistory::close);
        return run.journal();
    }

    @Test
    void uploadsThatAnUnfinishedRunLeftCanBeClosedWithoutANewSession() throws Exception {
        OpenRun run = ledger().open(ORDER);
        try (Journal journal = run.journal()) {
            leaveUploads(journal);
            journal.record(LedgerSamples.failed("k", FailureCode.GONE));
            assertThat(ledger().leftOpenUploads()).as("while it is carried out").isEmpty();
        }
        assertThat(ledger().leftOpenUploads())
                .containsExactly(new LeftUploads(run.run(), ORDER.normalForm(), List.of(SUPERSEDED, LATEST)));

        OpenRun taken = ledger().takeOver(run.run()).orElseThrow();
        try (Journal journal = taken.journal(); RunHistory history = taken.history().orElseThrow()) {
            assertThat(history.supersededUploads()).containsExactly(SUPERSEDED);
            assertThatThrownBy(() -> ledger().open(ORDER)).isInstanceOfSatisfying(StoreException.class,
                    e -> assertThat(e.code()).isEqualTo(FailureCode.LEDGER_LOCKED));
            assertThatThrownBy(() -> ledger().takeOver(run.run())).isInstanceOfSatisfying(StoreException.class,
                    e -> assertThat(e.code()).isEqualTo(FailureCode.LEDGER_LOCKED));
            journal.uploadClosed(SUPERSEDED.token());
            journal.flush();
        }
        assertThat(ledger().leftOpenUploads()).flatExtracting(LeftUploads::uploads).containsExactly(LATEST);
        assertThat(records(run.run())).noneMatch(Resumed.class::isInstance);
        assertThat(failed(run.run(), FailureFilter.ALL)).as("still counts").containsExactly("k");
    }

    @Test
    void uploadsOfFinishedRunsAreNobodysBusiness() throws Exception {
        OpenRun run = ledger().open(ORDER);
        try (Journal journal = run.journal()) {
            leaveUploads(journal);
            journal.seal(Counts.NONE, Ending.COMPLETE);
        }
        assertThat(ledger().leftOpenUploads()).isEmpty();
        assertThat(ledger().takeOver(run.run())).isEmpty();
        assertThatThrownBy(() -> ledger().takeOver("20261120T192550123Z-0123456789abcdef-89abcdef"))
                .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.GONE));
    }

    private static void leaveUploads(Journal journal) throws StoreException {
        journal.uploadOpened(CLOSED);
        journal.uploadOpened(SUPERSEDED);
        journal.uploadOpened(LATEST);
        journal.uploadClosed(CLOSED.token());
    }

    private List<JournalRecord> records(String run) throws StoreException {
        List<JournalRecord> records = new ArrayList<>();
        try (JournalReader reader = ledger().read(run)) {
            for (Optional<JournalRecord> each = reader.next(); each.isPresent(); each = reader.next()) {
                records.add(each.get());
            }
        }
        return records;
    }

    @Test
    void onlyFinishedRunsAreForgotten() throws Exception {
        OpenRun run = ledger().open(ORDER);
        try (Journal journal = run.journal()) {
            journal.record(LedgerSamples.delivered("k", 1));
            assertNotForgotten(run.run(), FailureCode.LEDGER_LOCKED);
        }
        assertNotForgotten(run.run(), FailureCode.LEDGER_LOCKED);
        try (Journal journal = resume()) {
            journal.seal(new Counts(1, 1, 0, 0, 0, 0), Ending.COMPLETE);
            assertNotForgotten(run.run(), FailureCode.LEDGER_LOCKED);
        }
        assertThat(ledger().runs()).extracting(RunSummary::state).containsExactly(RunSummary.State.FINISHED);
        ledger().forget(run.run());
        assertThat(ledger().runs()).isEmpty();
        assertNotForgotten(run.run(), FailureCode.GONE);
        assertNotForgotten("../runs", FailureCode.GONE);
        OpenRun next = ledger().open(ORDER);
        next.journal().close();
        assertThat(next.history()).isEmpty();
    }

    private void assertNotForgotten(String run, FailureCode why) {
        assertThatThrownBy(() -> ledger().forget(run)).isInstanceOfSatisfying(StoreException.class,
                e -> assertThat(e.code()).isEqualTo(why));
    }

    @Test
    void candidatesOfDeletionComeBackInOrder() throws Exception {
        OpenRun run = ledger().open(ORDER);
        List<Candidate> added = new ArrayList<>();
        try (Journal journal = run.journal(); Candidates candidates = ledger().candidates(run)) {
            for (int i = 0; i < 5_000; i++) {
                String key = LedgerSamples.AWKWARD.get(i % LedgerSamples.AWKWARD.size()) + i;
                added.add(new Candidate(key, "copies/" + key, i, "\"version\"" + i));
                candidates.add(added.getLast());
            }
            assertThat(candidates.count()).isEqualTo(5_000);
            assertThat(candidates.sizeBytes()).isEqualTo(5_000L * 4_999 / 2);
            assertThat(drain(candidates)).isEqualTo(added);
            assertThatThrownBy(() -> candidates.add(added.getFirst())).isInstanceOf(IllegalStateException.class);
            journal.seal(Counts.NONE, Ending.COMPLETE);
        }
    }

    @Test
    void candidatesOfAnInterruptedRunAreNotThoseOfItsRepetition() throws Exception {
        OpenRun run = ledger().open(ORDER);
        Candidates left = ledger().candidates(run);
        left.add(new Candidate("old", "copies/old", 1, "v"));
        assertThat(left.next()).isPresent();
        run.journal().close();
        OpenRun again = ledger().open(ORDER);
        again.history().ifPresent(RunHistory::close);
        try (Journal journal = again.journal(); Candidates candidates = ledger().candidates(again)) {
            assertThat(candidates.count()).isZero();
            assertThat(candidates.next()).isEmpty();
            journal.flush();
        }
        try (Journal journal = resume(); Candidates candidates = ledger().candidates(again)) {
            candidates.add(new Candidate("new", "copies/new", 2, "v"));
            assertThat(drain(candidates)).extracting(Candidate::key).containsExactly("new");
            journal.flush();
        }
    }

    private static List<Candidate> drain(Candidates candidates) throws StoreException {
        List<Candidate> all = new ArrayList<>();
        for (Optional<Candidate> each = candidates.next(); each.isPresent(); each = candidates.next()) {
            all.add(each.get());
        }
        return all;
    }
}
