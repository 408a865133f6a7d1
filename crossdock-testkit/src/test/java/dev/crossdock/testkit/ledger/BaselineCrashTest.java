package dev.crossdock.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.env.Env;
import dev.crossdock.ledger.Baseline;
import dev.crossdock.ledger.Baseline.Entry;
import dev.crossdock.ledger.FileLedger;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.testkit.sim.CrashMode;
import dev.crossdock.testkit.sim.DiskFault;
import dev.crossdock.testkit.sim.DiskOperation;
import dev.crossdock.testkit.sim.SimDisk;
import dev.crossdock.testkit.sim.Simulation;
import dev.crossdock.transfer.Order;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Baselines under crashes of process and machine, and on failing disks: always one edition, whole.
final class BaselineCrashTest {

    private static final Path ABOVE = Path.of("/var");
    private static final Path STATE = ABOVE.resolve("state");
    private static final Order ORDER = LedgerSamples.order("bucket");
    private static final List<Entry> NOTHING = List.of();
    private static final List<Entry> OLD = List.of(entry("a", 1), entry("b", 1), entry("c", 1), entry("d", 1));
    private static final List<Entry> NEW = List.of(entry("a", 1), entry("c", 2), entry("d", 1), entry("e", 2));

    private static Entry entry(String key, long sizeBytes) {
        return new Entry(key, LedgerSamples.receipt(key, sizeBytes));
    }

    private static FileLedger ledger(Env env) {
        return new FileLedger(env, STATE, "crossdock test");
    }

    private static boolean writeOld(Env env) throws StoreException {
        try (Baseline baseline = ledger(env).baseline(ORDER)) {
            for (Entry each : OLD) {
                baseline.proven(each.key(), each.receipt());
            }
            baseline.commit();
        }
        return true;
    }

    /// Retains a, b being gone, c being proven anew, and d; adds e.
    private static boolean writeNew(Env env) throws StoreException {
        try (Baseline baseline = ledger(env).baseline(ORDER)) {
            baseline.next();
            baseline.retain("a", entry("a", 1).receipt());
            baseline.next();
            baseline.next();
            baseline.next();
            baseline.retain("d", entry("d", 1).receipt());
            baseline.proven("e", entry("e", 2).receipt());
            baseline.proven("c", entry("c", 2).receipt());
            baseline.commit();
        }
        return true;
    }

    private static SimDisk disk() throws Exception {
        SimDisk disk = new SimDisk();
        disk.createDirectories(ABOVE);
        disk.forceAll();
        return disk;
    }

    private static SimDisk diskWithOld() throws Exception {
        Simulation simulation = new Simulation(1, disk());
        simulation.run(() -> writeOld(simulation.env()));
        return simulation.disk().crash(CrashMode.NONE, 1);
    }

    private static List<Entry> read(SimDisk disk) throws Exception {
        Simulation reading = new Simulation(99, disk);
        return reading.run(() -> {
            List<Entry> entries = new ArrayList<>();
            try (Baseline baseline = ledger(reading.env()).baseline(ORDER)) {
                for (Optional<Entry> each = baseline.next(); each.isPresent(); each = baseline.next()) {
                    entries.add(each.get());
                }
                assertThat(baseline.damaged()).isFalse();
            }
            return entries;
        });
    }

    @Test
    void whatWasCommittedIsDurable() throws Exception {
        assertThat(read(diskWithOld())).isEqualTo(OLD);
        Simulation simulation = new Simulation(2, diskWithOld());
        simulation.run(() -> writeNew(simulation.env()));
        assertThat(read(simulation.disk().crash(CrashMode.NONE, 2))).isEqualTo(NEW);
    }

    @ParameterizedTest
    @EnumSource
    void aCrashAnywhereLeavesTheOldEditionOrTheNewOne(CrashMode mode) throws Exception {
        Simulation whole = new Simulation(1, diskWithOld());
        whole.run(() -> writeNew(whole.env()));
        int killed = 0;
        int old = 0;
        for (long step = 1; step <= whole.steps(); step++) {
            Simulation first = new Simulation(step, diskWithOld());
            first.killAtStep(step);
            killed += first.runUntilKilled(() -> writeNew(first.env())) ? 1 : 0;
            SimDisk left = mode == CrashMode.ALL ? first.disk() : first.disk().crash(mode, step);
            List<Entry> found = read(left);
            assertThat(found).as("step %d", step).isIn(OLD, NEW);
            old += found.equals(OLD) ? 1 : 0;
            Simulation again = new Simulation(~step, left);
            again.run(() -> writeOld(again.env()));
            assertThat(read(again.disk().crash(CrashMode.NONE, step))).isEqualTo(OLD);
        }
        assertThat(killed).isGreaterThan((int) (whole.steps() * 3 / 4));
        assertThat(old).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void aFirstEditionIsThereOrNot(CrashMode mode) throws Exception {
        Simulation whole = new Simulation(1, disk());
        whole.run(() -> writeOld(whole.env()));
        for (long step = 1; step <= whole.steps(); step++) {
            Simulation first = new Simulation(step, disk());
            first.killAtStep(step);
            first.runUntilKilled(() -> writeOld(first.env()));
            SimDisk left = mode == CrashMode.ALL ? first.disk() : first.disk().crash(mode, step);
            assertThat(read(left)).as("step %d", step).isIn(NOTHING, OLD);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFailureOfAnyDiskOperationLeavesOneEdition(DiskFault fault) throws Exception {
        Simulation whole = new Simulation(1, diskWithOld());
        whole.run(() -> writeNew(whole.env()));
        long operations = whole.disk().faults().operations();
        int failed = 0;
        for (long nth = 1; nth <= operations; nth++) {
            Simulation faulty = new Simulation(nth, diskWithOld());
            faulty.disk().faults().failOnce(nth, fault);
            Optional<FailureCode> code = codeOf(faulty);
            assertThat(faulty.disk().faults().fired()).isEqualTo(1);
            failed += code.isPresent() ? 1 : 0;
            if (code.isPresent()) {
                assertThat(code).contains(fault == DiskFault.ENOSPC ? FailureCode.NO_SPACE : FailureCode.LEDGER_IO);
                assertThat(read(faulty.disk())).as("%s at operation %d", fault, nth).isIn(OLD, NEW);
            }
            SimDisk crashed = faulty.disk().crash(CrashMode.SUBSET, nth);
            // A read that fails may cost entries, but never makes one up.
            assertThat(read(crashed)).as("%s at operation %d, then a crash", fault, nth)
                    .allMatch(each -> OLD.contains(each) || NEW.contains(each));
        }
        assertThat(failed).isGreaterThan((int) (operations / 3));
    }

    private static Optional<FailureCode> codeOf(Simulation simulation) throws Exception {
        try {
            simulation.run(() -> writeNew(simulation.env()));
            return Optional.empty();
        } catch (StoreException e) {
            return Optional.of(e.code());
        }
    }

    @Test
    void nothingIsForcedWhenNothingChanged() throws Exception {
        Simulation simulation = new Simulation(4, diskWithOld());
        simulation.run(() -> {
            try (Baseline baseline = ledger(simulation.env()).baseline(ORDER)) {
                for (Optional<Entry> each = baseline.next(); each.isPresent(); each = baseline.next()) {
                    baseline.retain(each.get().key(), each.get().receipt());
                }
                baseline.commit();
            }
            return true;
        });
        assertThat(simulation.disk().faults().operations(DiskOperation.WRITE)).isZero();
        assertThat(simulation.disk().faults().operations(DiskOperation.FORCE)).isZero();
        assertThat(simulation.disk().faults().operations(DiskOperation.CREATE)).isZero();
    }
}
