package dev.crossdock.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.env.Env;
import dev.crossdock.env.Task;
import dev.crossdock.env.TaskFailedException;
import dev.crossdock.ledger.Counts;
import dev.crossdock.ledger.Ending;
import dev.crossdock.ledger.FileLedger;
import dev.crossdock.ledger.Journal;
import dev.crossdock.ledger.JournalReader;
import dev.crossdock.ledger.JournalRecord;
import dev.crossdock.ledger.JournalRecord.Sealed;
import dev.crossdock.ledger.JournalRecord.Settled;
import dev.crossdock.ledger.OpenRun;
import dev.crossdock.ledger.RunHistory;
import dev.crossdock.ledger.RunSummary;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.testkit.sim.CrashMode;
import dev.crossdock.testkit.sim.DiskFault;
import dev.crossdock.testkit.sim.DiskOperation;
import dev.crossdock.testkit.sim.SimDisk;
import dev.crossdock.testkit.sim.Simulation;
import dev.crossdock.transfer.Order;
import dev.crossdock.transfer.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Crashes of process and machine, and failing disks, in the simulator.
final class JournalCrashTest {

    private static final Path ABOVE = Path.of("/var");
    private static final Path STATE = ABOVE.resolve("state");
    private static final Order ORDER = LedgerSamples.order("bucket");
    private static final int TASKS = 3;
    private static final int EACH = 6;

    /// What a session handed over and what it was told to be durable.
    private static final class Told {

        final Set<String> handedOver = new HashSet<>();
        final Set<String> durable = new HashSet<>();
        /// Seen before the session began: durable once it has taken the run over.
        final Set<String> seen = new HashSet<>();
        boolean sealed;
    }

    /// One session: several tasks record and flush, then the run is sealed.
    private static boolean session(Env env, String name, Told told) throws StoreException {
        OpenRun run = new FileLedger(env, STATE, "crossdock test").open(ORDER);
        told.durable.addAll(told.seen);
        try (Journal journal = run.journal()) {
            run.history().ifPresent(RunHistory::close);
            List<Task<Boolean>> tasks = new ArrayList<>();
            for (int t = 0; t < TASKS; t++) {
                String prefix = name + '-' + t + '-';
                tasks.add(env.tasks().spawn(prefix, () -> record(journal, prefix, told)));
            }
            for (Task<Boolean> task : tasks) {
                task.join();
            }
            journal.seal(new Counts(TASKS * EACH, 0, 0, 0, 0, 0), Ending.COMPLETE);
            told.sealed = true;
        }
        return true;
    }

    private static boolean record(Journal journal, String prefix, Told told) throws StoreException {
        List<String> before = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            String key = prefix + i;
            told.handedOver.add(key);
            journal.record(LedgerSamples.delivered(key, i));
            before.add(key);
            if (i % 2 == 1) {
                journal.flush();
                told.durable.addAll(before);
            }
        }
        return true;
    }

    private static SimDisk disk() throws Exception {
        SimDisk disk = new SimDisk();
        disk.createDirectories(ABOVE);
        disk.forceAll();
        return disk;
    }

    @ParameterizedTest
    @EnumSource
    void whatWasDurableSurvivesACrashAnywhere(CrashMode mode) throws Exception {
        Simulation whole = new Simulation(1, disk());
        whole.run(() -> session(whole.env(), "whole", new Told()));
        long steps = whole.steps();
        int killed = 0;
        for (long step = 1; step <= steps + 10; step++) {
            killed += crashAt(step, mode) ? 1 : 0;
        }
        assertThat(killed).isGreaterThan((int) (steps * 3 / 4));
    }

    /// Crashes a session, then one that takes over, elsewhere, then holds what a third finds against what was told.
    private static boolean crashAt(long step, CrashMode mode) throws Exception {
        Told told = new Told();
        Simulation first = new Simulation(step, disk());
        first.killAtStep(step);
        boolean killed = first.runUntilKilled(() -> session(first.env(), "first", told));
        // A killed process leaves its changes in the page cache, where a power failure can still lose them.
        SimDisk left = mode == CrashMode.ALL ? first.disk() : first.disk().crash(mode, step);
        Set<String> found = check(left, told, "first crash at step " + step);

        Told toldAgain = new Told();
        toldAgain.handedOver.addAll(told.handedOver);
        toldAgain.durable.addAll(told.durable);
        toldAgain.seen.addAll(found);
        Simulation second = new Simulation(~step, left);
        second.killAtStep(1 + step * 7 % 120);
        second.runUntilKilled(() -> session(second.env(), "second", toldAgain));
        CrashMode then = CrashMode.values()[(int) (step % CrashMode.values().length)];
        SimDisk leftAgain = second.disk().crash(then, step);
        check(leftAgain, toldAgain, "second crash after a first at step " + step);

        Told last = new Told();
        Simulation third = new Simulation(step * 31, leftAgain);
        third.run(() -> session(third.env(), "third", last));
        assertThat(last.sealed).isTrue();
        return killed;
    }

    @Test
    void framesThatWereNeverForcedMayBeLostInAnyOrder() throws Exception {
        Simulation simulation = new Simulation(11, disk());
        Told told = new Told();
        simulation.run(() -> {
            Env env = simulation.env();
            Journal journal = new FileLedger(env, STATE, "test").open(ORDER).journal();
            for (int i = 0; i < 12; i++) {
                journal.record(LedgerSamples.delivered("key-" + i, i));
                told.handedOver.add("key-" + i);
                env.tasks().sleep(Duration.ofMillis(5));
            }
            return true;
        });
        assertThat(simulation.disk().unforcedChanges()).as("frames in flight").isGreaterThan(8);
        Set<Integer> left = new HashSet<>();
        for (int seed = 0; seed < 500; seed++) {
            left.add(check(simulation.disk().crash(CrashMode.SUBSET, seed), told, "seed " + seed).size());
        }
        assertThat(left).hasSizeGreaterThan(6);
    }

    /// Everything durable is there once, nothing is there that was not handed over, and nothing is damaged.
    private static Set<String> check(SimDisk disk, Told told, String what) throws Exception {
        Simulation reading = new Simulation(99, disk);
        List<String> found = reading.run(() -> keys(reading.env(), told));
        assertThat(found).as(what).doesNotHaveDuplicates().containsAll(told.durable);
        assertThat(told.handedOver).as(what).containsAll(found);
        return new HashSet<>(found);
    }

    private static List<String> keys(Env env, Told told) throws StoreException {
        FileLedger ledger = new FileLedger(env, STATE, "crossdock test");
        List<String> keys = new ArrayList<>();
        boolean sealed = false;
        for (RunSummary run : ledger.runs()) {
            assertThat(run.state()).isNotEqualTo(RunSummary.State.DAMAGED);
            try (JournalReader reader = ledger.read(run.run())) {
                for (Optional<JournalRecord> each = reader.next(); each.isPresent(); each = reader.next()) {
                    sealed |= each.get() instanceof Sealed;
                    if (each.get() instanceof Settled settled) {
                        keys.add(settled.outcome().key());
                        assertThat(settled.outcome()).isInstanceOf(Outcome.Delivered.class);
                    }
                }
            }
        }
        assertThat(sealed || !told.sealed).isTrue();
        return keys;
    }

    @ParameterizedTest
    @EnumSource
    void aFailureOfAnyDiskOperationIsToldAndSurvived(DiskFault fault) throws Exception {
        Simulation whole = new Simulation(1, disk());
        whole.run(() -> session(whole.env(), "whole", new Told()));
        long operations = whole.disk().faults().operations();
        int failed = 0;
        for (long nth = 1; nth <= operations; nth++) {
            Told told = new Told();
            Simulation faulty = new Simulation(nth, disk());
            faulty.disk().faults().failOnce(nth, fault);
            Optional<FailureCode> code = codeOf(faulty, told);
            assertThat(faulty.disk().faults().fired()).isGreaterThanOrEqualTo(code.isPresent() ? 1 : 0);
            if (code.isPresent()) {
                failed++;
                assertThat(code).contains(fault == DiskFault.ENOSPC ? FailureCode.NO_SPACE : FailureCode.LEDGER_IO);
            }
            for (CrashMode mode : CrashMode.values()) {
                check(faulty.disk().crash(mode, nth), told, fault + " at operation " + nth + " then " + mode);
            }
            Simulation again = new Simulation(~nth, faulty.disk().crash(CrashMode.NONE, nth));
            again.run(() -> session(again.env(), "again", new Told()));
        }
        assertThat(failed).isGreaterThan((int) (operations * 3 / 4));
    }

    /// The failure of a session, if it ended in one.
    private static Optional<FailureCode> codeOf(Simulation simulation, Told told) throws Exception {
        try {
            simulation.run(() -> session(simulation.env(), "faulty", told));
            return Optional.empty();
        } catch (StoreException e) {
            return Optional.of(e.code());
        } catch (TaskFailedException e) {
            if (e.getCause() instanceof StoreException cause) {
                return Optional.of(cause.code());
            }
            throw e;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FORCE", "WRITE"})
    void afterOneFailureTheJournalStaysFailed(DiskOperation operation) throws Exception {
        Simulation simulation = new Simulation(5, disk());
        simulation.run(() -> {
            try (Journal journal = new FileLedger(simulation.env(), STATE, "test").open(ORDER).journal()) {
                simulation.disk().faults().failOnce(operation, 1, DiskFault.EIO);
                journal.record(LedgerSamples.delivered("k", 1));
                assertFails(journal);
                long forces = simulation.disk().faults().operations(DiskOperation.FORCE);
                assertFails(journal);
                assertFails(journal);
                assertThat(simulation.disk().faults().operations(DiskOperation.FORCE)).as("never again")
                        .isEqualTo(forces);
            }
            return true;
        });
        assertThat(simulation.disk().faults().fired()).isEqualTo(1);
    }

    private static void assertFails(Journal journal) {
        assertThatThrownBy(journal::flush).isInstanceOfSatisfying(StoreException.class,
                e -> assertThat(e.code()).isEqualTo(FailureCode.LEDGER_IO));
    }

    @Test
    void aFullDiskFailsClosedAndTheRunGoesOnOnceThereIsSpace() throws Exception {
        Simulation simulation = new Simulation(7, disk());
        simulation.run(() -> {
            FileLedger ledger = new FileLedger(simulation.env(), STATE, "test");
            try (Journal journal = ledger.open(ORDER).journal()) {
                journal.record(LedgerSamples.delivered("before", 1));
                journal.flush();
                simulation.disk().faults().failFrom(EnumSet.of(DiskOperation.WRITE), 1, DiskFault.ENOSPC);
                journal.record(LedgerSamples.delivered("lost", 1));
                assertThatThrownBy(journal::flush).isInstanceOfSatisfying(StoreException.class,
                        e -> assertThat(e.code()).isEqualTo(FailureCode.NO_SPACE));
            }
            simulation.disk().faults().clear();
            OpenRun again = ledger.open(ORDER);
            try (Journal journal = again.journal(); RunHistory history = again.history().orElseThrow()) {
                assertThat(history.next()).contains(LedgerSamples.delivered("before", 1));
                assertThat(history.next()).isEmpty();
                journal.seal(Counts.NONE, Ending.COMPLETE);
            }
            return true;
        });
        assertThat(simulation.disk().faults().fired()).isPositive();
    }

    @Test
    void aCopyOfTenThousandObjectsCostsTensOfForces() throws Exception {
        Simulation simulation = new Simulation(3, disk());
        simulation.run(() -> {
            try (Journal journal = new FileLedger(simulation.env(), STATE, "test").open(ORDER).journal()) {
                for (int i = 0; i < 10_000; i++) {
                    journal.record(LedgerSamples.delivered("key-" + i, i));
                    if (i % 100 == 0) {
                        simulation.env().tasks().sleep(Duration.ofMillis(20));
                    }
                }
                journal.seal(Counts.NONE, Ending.COMPLETE);
            }
            return true;
        });
        assertThat(simulation.disk().faults().operations(DiskOperation.FORCE)).isBetween(5L, 60L);
    }
}
