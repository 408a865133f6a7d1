package dev.crossdock.ledger;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.Env;
import dev.crossdock.env.OpenMode;
import dev.crossdock.ledger.JournalRecord.Resumed;
import dev.crossdock.ledger.JournalRecord.Started;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Order;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The directories of all runs, and whose they are at the moment.
final class RunClaims {

    private static final Duration LOCK_PAUSE = Duration.ofMillis(50);
    private static final int LOCK_ATTEMPTS = 200;

    private final Env env;
    private final Disk disk;
    private final Path state;
    private final Path runs;
    private final String software;
    private final SortBudget budget;

    RunClaims(Env env, Path state, String software, SortBudget budget) {
        this.env = env;
        this.disk = env.disk();
        this.state = state;
        this.runs = state.resolve("runs");
        this.software = software;
        this.budget = budget;
    }

    /// Takes the latest unfinished run of an order over, or begins a new one.
    OpenRun open(Order order) throws IOException, StoreException {
        while (true) {
            Claim claim = claim(order);
            if (!claim.exists()) {
                return begin(claim, order);
            }
            Optional<OpenRun> run = takeOver(claim, Optional.of(new Resumed(env.clock().now())));
            if (run.isPresent()) {
                return run.get();
            }
        }
    }

    /// Takes a run over to add to its journal; empty if it is finished.
    ///
    /// @throws StoreException LEDGER_LOCKED if another process has it; GONE if it is not there
    Optional<OpenRun> takeOver(String run) throws IOException, StoreException {
        RunDirectory directory = existing(run);
        Optional<DiskFile> lock = lock(directory);
        return lock.isEmpty() ? Optional.empty() : takeOver(new Claim(directory, lock.get(), true), Optional.empty());
    }

    /// Whether a run is unfinished and nobody carries it out at the moment.
    boolean abandoned(String run) throws IOException, StoreException {
        RunDirectory directory = directory(run);
        DiskFile alone = lockLedger();
        try {
            Optional<DiskFile> lock = directory.has(JournalFile.OPEN) ? directory.lock() : Optional.empty();
            if (lock.isPresent()) {
                lock.get().close();
            }
            return lock.isPresent();
        } finally {
            alone.close();
        }
    }

    /// Removes a finished run.
    ///
    /// @throws StoreException LEDGER_LOCKED if it is not finished, or a process has it; GONE if it is not there
    void forget(String run) throws IOException, StoreException {
        RunDirectory directory = existing(run);
        DiskFile alone = lockLedger();
        try {
            if (!directory.has(JournalFile.SEALED)) {
                throw directory.has(JournalFile.OPEN)
                        ? LedgerFailure.locked(directory.path(),
                                "the run is not finished: repeating its order goes on with it; nothing was removed")
                        : LedgerFailure.missing(directory.path());
            }
            DiskFile lock = directory.lock().orElseThrow(() -> LedgerFailure.locked(directory.path(),
                    "another process is just finishing the run; nothing was removed"));
            try (lock) {
                directory.removeFinished();
            }
            disk.forceDirectory(disk.resolveLinks(runs));
        } finally {
            alone.close();
        }
    }

    private RunDirectory existing(String run) throws IOException, StoreException {
        RunDirectory directory = directory(run);
        if (disk.stat(directory.path()).isEmpty()) {
            throw LedgerFailure.missing(directory.path());
        }
        return directory;
    }

    RunDirectory directory(String run) {
        return new RunDirectory(disk, runs.resolve(run));
    }

    /// The names of all runs, the latest first.
    List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try {
            for (Path each : disk.list(runs)) {
                String name = each.getFileName().toString();
                if (RunName.wellFormed(name)) {
                    names.add(name);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        names.sort(Collections.reverseOrder());
        return names;
    }

    /// A run's directory whose lock is held.
    private record Claim(RunDirectory directory, DiskFile lock, boolean exists) {}

    /// Finds the run to go on with, or makes a directory for a new one, while no other process does the same.
    private Claim claim(Order order) throws IOException, StoreException {
        Directories.ensure(disk, runs);
        disk.forceDirectory(state);
        DiskFile alone = lockLedger();
        try {
            String hash = RunName.hash(order);
            for (String name : names()) {
                if (!RunName.isOf(name, hash)) {
                    continue;
                }
                Optional<Claim> claim = claim(directory(name));
                if (claim.isPresent()) {
                    return claim.get();
                }
            }
            return claimNew(hash);
        } finally {
            alone.close();
        }
    }

    /// Claims a run if it is unfinished; one that a crash has kept from beginning is removed.
    private Optional<Claim> claim(RunDirectory directory) throws IOException, StoreException {
        if (directory.has(JournalFile.SEALED)) {
            return Optional.empty();
        }
        Optional<DiskFile> lock = directory.lock();
        if (lock.isEmpty()) {
            throw LedgerFailure.locked(directory.path(), "another process carries out the same order, as run "
                    + directory.run() + "; wait until it has ended, or end it, and repeat the command");
        }
        if (directory.has(JournalFile.OPEN)) {
            return Optional.of(new Claim(directory, lock.get(), true));
        }
        lock.get().close();
        if (!directory.has(JournalFile.SEALED)) {
            directory.removeUnborn();
        }
        return Optional.empty();
    }

    private Claim claimNew(String hash) throws IOException, StoreException {
        RunDirectory directory = directory(RunName.of(env.clock().now(), hash, env.entropy().nextLong()));
        disk.createPrivateDirectory(directory.path());
        disk.forceDirectory(runs);
        DiskFile lock = directory.lock().orElseThrow(
                () -> LedgerFailure.locked(directory.path(), "another process has taken the new run"));
        return new Claim(directory, lock, false);
    }

    private OpenRun begin(Claim claim, Order order) throws IOException {
        RunDirectory directory = claim.directory();
        DiskFile file = null;
        try {
            file = directory.open(JournalFile.UNBORN, OpenMode.CREATE);
            FrameWriter frames = FrameWriter.create(file, directory.run(), RootDigest.sha256());
            frames.add(new Started(directory.run(), order.normalForm(), env.clock().now(), software));
            frames.write();
            frames.force();
            directory.rename(JournalFile.UNBORN, JournalFile.OPEN);
            Journal journal = new Journal(env.tasks(), directory, claim.lock(), file, frames);
            return new OpenRun(directory.run(), journal, Optional.empty());
        } catch (IOException | RuntimeException e) {
            abandon(claim, file);
            throw e;
        }
    }

    /// Goes on with a run, unless it turns out to be finished but for its name, which is then made good.
    ///
    /// @param first is recorded before all else
    private Optional<OpenRun> takeOver(Claim claim, Optional<JournalRecord> first) throws IOException, StoreException {
        DiskFile file = null;
        SettledSorter sorter = new SettledSorter(disk, claim.directory(), budget);
        try {
            disk.forceDirectory(runs);
            claim.directory().recover();
            file = claim.directory().open(JournalFile.OPEN, OpenMode.READ_WRITE);
            JournalReader reader = JournalReader.of(file, claim.directory().file(JournalFile.OPEN), JournalFile.OPEN);
            HistoryScan scan = new HistoryScan(sorter);
            scan.read(reader);
            checkIsOf(claim.directory(), scan);
            if (reader.tail() == JournalTail.SEALED) {
                file.force();
                claim.directory().rename(JournalFile.OPEN, JournalFile.SEALED);
                sorter.close();
                abandon(claim, file);
                return Optional.empty();
            }
            return Optional.of(goOn(claim, file, reader, scan, first));
        } catch (IOException | StoreException | RuntimeException e) {
            sorter.close();
            abandon(claim, file);
            throw e;
        }
    }

    private OpenRun goOn(Claim claim, DiskFile file, JournalReader reader, HistoryScan scan,
            Optional<JournalRecord> first) throws IOException, StoreException {
        RunHistory history = scan.history();
        FrameWriter frames = FrameWriter.append(file, reader.frames());
        if (first.isPresent()) {
            frames.add(first.get());
            frames.write();
            frames.force();
        }
        Journal journal = new Journal(env.tasks(), claim.directory(), claim.lock(), file, frames);
        return new OpenRun(claim.directory().run(), journal, Optional.of(history));
    }

    /// A journal that was moved here from another run would be taken for this one's.
    private static void checkIsOf(RunDirectory directory, HistoryScan scan) throws StoreException {
        String run = scan.started().map(Started::run).orElse("none");
        if (!run.equals(directory.run())) {
            throw LedgerFailure.corrupt(directory.file(JournalFile.OPEN), 0,
                    "the journal is that of another run (" + run + ")");
        }
    }

    private static void abandon(Claim claim, @Nullable DiskFile file) {
        try {
            if (file != null) {
                file.close();
            }
            claim.lock().close();
        } catch (IOException e) {
            // Whatever led here is told; the lock ends with the process, if not before.
        }
    }

    /// The lock of an unfinished run, taken while no other process opens runs; empty if the run is finished.
    private Optional<DiskFile> lock(RunDirectory directory) throws IOException, StoreException {
        DiskFile alone = lockLedger();
        try {
            if (directory.has(JournalFile.SEALED)) {
                return Optional.empty();
            }
            if (!directory.has(JournalFile.OPEN)) {
                throw LedgerFailure.missing(directory.path());
            }
            return Optional.of(directory.lock().orElseThrow(() -> LedgerFailure.locked(directory.path(),
                    "another process carries the run out")));
        } finally {
            alone.close();
        }
    }

    private DiskFile lockLedger() throws IOException, StoreException {
        Path path = state.resolve("lock");
        for (int i = 0; i < LOCK_ATTEMPTS; i++) {
            Optional<DiskFile> lock = RunDirectory.lock(disk, path);
            if (lock.isPresent()) {
                return lock.get();
            }
            env.tasks().sleep(LOCK_PAUSE);
        }
        throw LedgerFailure.locked(path, "other processes have been opening runs for 10 s; repeat the command");
    }
}
