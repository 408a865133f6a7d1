package dev.crossdock.ledger;

import dev.crossdock.env.Disk;
import dev.crossdock.ledger.JournalRecord.Settled;
import dev.crossdock.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Sorts any number of outcomes by key in bounded memory: what does not fit is written to files, sorted, and merged.
final class SettledSorter implements AutoCloseable {

    /// How many files of one level become one of the next, so that few are open at once.
    private static final int FAN_IN = 32;

    private record Spill(SpilledRun run, int level) {}

    private final Disk disk;
    private final SpillPlace place;
    private final SortBudget budget;
    private final List<Spill> spills = new ArrayList<>();
    private MemoryRun memory = new MemoryRun();
    private int files;

    SettledSorter(Disk disk, SpillPlace place, SortBudget budget) {
        this.disk = disk;
        this.place = place;
        this.budget = budget;
    }

    void add(Settled settled) throws StoreException {
        memory.add(settled);
        if (memory.count() >= budget.records() || memory.sizeBytes() >= budget.sizeBytes()) {
            spill();
        }
    }

    /// Everything that was added, in order. The sorter is of no further use.
    SortedRun finish() throws StoreException {
        memory.sort();
        List<SortedRun> runs = new ArrayList<>();
        for (Spill each : spills) {
            runs.add(each.run());
        }
        runs.add(memory);
        return runs.size() == 1 ? memory : new MergedRun(runs);
    }

    /// Removes the files, if it was not finished.
    @Override
    public void close() {
        for (Spill each : spills) {
            each.run().close();
        }
    }

    private void spill() throws StoreException {
        memory.sort();
        spills.add(new Spill(SpilledRun.of(memory, disk, nextFile()), 0));
        memory = new MemoryRun();
        while (fullLevel()) {
            mergeLevel();
        }
    }

    private boolean fullLevel() {
        return spills.size() >= FAN_IN && spills.get(spills.size() - FAN_IN).level() == spills.getLast().level();
    }

    /// Levels descend along the list and age with them, so the files of the last level are also the latest ones.
    private void mergeLevel() throws StoreException {
        List<Spill> last = spills.subList(spills.size() - FAN_IN, spills.size());
        int level = last.getFirst().level() + 1;
        List<SortedRun> runs = new ArrayList<>();
        for (Spill each : last) {
            runs.add(each.run());
        }
        MergedRun merged = new MergedRun(runs);
        SpilledRun run = SpilledRun.of(merged, disk, nextFile());
        merged.close();
        last.clear();
        spills.add(new Spill(run, level));
    }

    private Path nextFile() throws StoreException {
        try {
            return place.spill(files++);
        } catch (IOException e) {
            throw LedgerFailure.io(Path.of("spill"), "sorting", e);
        }
    }
}
