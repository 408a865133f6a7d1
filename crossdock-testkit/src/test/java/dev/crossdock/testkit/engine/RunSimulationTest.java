package dev.crossdock.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.ledger.FileLedger;
import dev.crossdock.ledger.JournalReader;
import dev.crossdock.ledger.JournalRecord;
import dev.crossdock.ledger.RunSummary;
import dev.crossdock.report.RunReport;
import dev.crossdock.store.PendingUpload;
import dev.crossdock.store.StoreException;
import dev.crossdock.testkit.sim.Simulation;
import dev.crossdock.transfer.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The whole engine in the simulator: its process is killed anywhere, the machine perhaps with it, and started again.
final class RunSimulationTest {

    private static final int SEEDS = 150;
    private static final int SEEDS_WITH_LARGE_OBJECTS = 12;

    @Test
    void repeatingTheOrderAfterCrashesEndsAsIfThereHadBeenNone() throws Exception {
        long steps = new Course(0, 0).runUndisturbed();
        int crashes = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Course course = new Course(seed, 0);
            course.run(steps);
            check(course);
            crashes += course.crashes();
        }
        assertThat(crashes).isGreaterThan(SEEDS);
    }

    @Test
    void nothingIsLeftOfInterruptedUploads() throws Exception {
        long steps = new Course(0, 2).runUndisturbed();
        int repeated = 0;
        for (int seed = 0; seed < SEEDS_WITH_LARGE_OBJECTS; seed++) {
            Course course = new Course(seed, 2);
            course.run(steps);
            check(course);
            repeated += course.uploadsWithParts().size() > 2 ? 1 : 0;
        }
        assertThat(repeated).as("courses in which an upload was interrupted and begun again").isPositive();
    }

    @Test
    void oneSeedIsOneCourseOfEvents() throws Exception {
        Set<Long> hashes = new HashSet<>();
        for (int seed = 500; seed < 504; seed++) {
            long hash = hash(seed);
            assertThat(hash(seed)).as("second course of seed " + seed).isEqualTo(hash);
            hashes.add(hash);
        }
        assertThat(hashes).hasSize(4);
    }

    private static long hash(int seed) throws Exception {
        Course course = new Course(seed, seed % 2);
        course.run(300);
        return course.hash();
    }

    private static void check(Course course) throws Exception {
        Map<String, byte[]> there = Samples.all(course.target());
        assertThat(there.keySet()).as(course.toString()).isEqualTo(course.original().keySet());
        there.forEach((key, bytes) -> assertThat(bytes).as(key).isEqualTo(course.original().get(key)));
        assertThat(course.result().counts().objects()).as(course.toString()).isEqualTo(course.original().size());
        assertThat(course.result().counts().failedObjects()).as(course.toString()).isZero();
        for (PendingUpload each : course.target().uploads("")) {
            assertThat(course.uploadsWithParts()).as(course.toString()).doesNotContain(each.token());
        }
        Simulation reading = new Simulation(1, course.disk());
        FileLedger ledger = new FileLedger(reading.env(), Course.STATE, "crossdock test");
        reading.run(() -> {
            checkJournals(course, ledger);
            return true;
        });
    }

    /// Every run but the last was sealed by a process that was killed right after; all add up to their seals.
    private static void checkJournals(Course course, FileLedger ledger) throws StoreException {
        Map<String, Integer> deliveries = new HashMap<>();
        Set<String> kept = new HashSet<>();
        List<RunSummary> runs = ledger.runs();
        assertThat(runs).as(course.toString()).isNotEmpty()
                .allMatch(each -> each.state() == RunSummary.State.FINISHED);
        for (RunSummary each : runs) {
            checkReport(course, ledger, each.run());
            try (JournalReader journal = ledger.read(each.run())) {
                gather(journal, deliveries, kept);
            }
        }
        if (course.onlyKilled()) {
            for (String key : course.original().keySet()) {
                assertThat(deliveries.getOrDefault(key, 0)).as("%s in %s", key, course)
                        .isBetween(kept.contains(key) ? 0 : 1, 1);
            }
        }
    }

    private static void checkReport(Course course, FileLedger ledger, String run) throws StoreException {
        try (JournalReader journal = ledger.read(run)) {
            RunReport report = RunReport.of(journal);
            assertThat(report.finished()).as(course.toString()).isTrue();
            assertThat(report.counts().objects()).as(course.toString()).isEqualTo(course.original().size());
            if (run.equals(course.result().run())) {
                assertThat(report.counts()).as(course.toString()).isEqualTo(course.result().counts());
            }
        }
    }

    private static void gather(JournalReader journal, Map<String, Integer> deliveries, Set<String> kept)
            throws StoreException {
        for (Optional<JournalRecord> each = journal.next(); each.isPresent(); each = journal.next()) {
            if (each.get() instanceof JournalRecord.Settled settled) {
                switch (settled.outcome()) {
                    case Outcome.Delivered delivered -> deliveries.merge(delivered.key(), 1, Integer::sum);
                    case Outcome.Kept object -> kept.add(object.key());
                    case Outcome.Removed removed -> throw new AssertionError(removed.toString());
                    case Outcome.Failed failed -> throw new AssertionError(failed.toString());
                }
            }
        }
    }
}
