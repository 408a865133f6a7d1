package dev.crossdock.ledger;

import dev.crossdock.env.Disk;
import dev.crossdock.env.Env;
import dev.crossdock.ledger.JournalRecord.Started;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Order;
import dev.crossdock.transfer.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The journals of all runs, in a directory of this machine: `runs/RUN/journal`, or `journal.sealed` once the run has
/// ended; and the baselines of all pairs. May be used by any number of processes and tasks at once.
public final class FileLedger {

    private final Env env;
    private final Disk disk;
    private final Path state;
    private final Path runs;
    private final String software;
    private final SortBudget budget;
    private final RunClaims claims;

    /// A ledger in a directory, which is created when the first run is.
    ///
    /// @param stateDirectory absolute path
    /// @param software name and version, kept in each run
    public FileLedger(Env env, Path stateDirectory, String software) {
        this(env, stateDirectory, software, SortBudget.DEFAULT);
    }

    FileLedger(Env env, Path stateDirectory, String software, SortBudget budget) {
        this.env = env;
        this.disk = env.disk();
        this.state = stateDirectory;
        this.runs = stateDirectory.resolve("runs");
        this.software = software;
        this.budget = budget;
        this.claims = new RunClaims(env, stateDirectory, software, budget);
    }

    /// Takes the latest unfinished run of an order over, or begins a new one.
    ///
    /// @throws StoreException LEDGER_LOCKED if another process carries the order out; LEDGER_CORRUPT or LEDGER_VERSION
    ///     if the unfinished run cannot be trusted or understood, in which case nothing is changed; LEDGER_IO or
    ///     NO_SPACE if the disk fails
    public OpenRun open(Order order) throws StoreException {
        try {
            return claims.open(order);
        } catch (IOException e) {
            throw LedgerFailure.io(runs, "opening a run", e);
        }
    }

    /// Takes an unfinished run over to record what became of its open uploads, and only that: unlike [#open] it begins
    /// no session, so what the run has kept and given up stays as it is. Empty if the run turns out to be finished.
    ///
    /// @param run its name
    /// @throws StoreException GONE if there is none; LEDGER_LOCKED if another process carries it out; else as [#open]
    public Optional<OpenRun> takeOver(String run) throws StoreException {
        try {
            return claims.takeOver(checked(run));
        } catch (IOException e) {
            throw LedgerFailure.io(runs, "opening a run", e);
        }
    }

    /// Removes a finished run.
    ///
    /// @param run its name
    /// @throws StoreException GONE if there is none; LEDGER_LOCKED if it is not finished, or another process is just
    ///     finishing it, in which case nothing is removed; LEDGER_IO if the disk fails
    public void forget(String run) throws StoreException {
        try {
            claims.forget(checked(run));
        } catch (IOException e) {
            throw LedgerFailure.io(runs.resolve(run), "removing a run", e);
        }
    }

    /// Reads the journal of a run.
    ///
    /// @param run its name
    /// @throws StoreException GONE if there is none; LEDGER_CORRUPT or LEDGER_VERSION if its head cannot be read
    public JournalReader read(String run) throws StoreException {
        return claims.directory(checked(run)).read();
    }

    /// The directory of a run, where files that concern it, such as its limits, may be put beside its journal. They go
    /// when the run is forgotten.
    ///
    /// @param run its name
    /// @throws StoreException GONE if that is no name of a run; whether there is such a run is not looked at
    public Path place(String run) throws StoreException {
        return claims.directory(checked(run)).path();
    }

    /// All runs, the latest first.
    public List<RunSummary> runs() throws StoreException {
        try {
            List<RunSummary> summaries = new ArrayList<>();
            for (String name : claims.names()) {
                RunPeek.summary(claims.directory(name)).ifPresent(summaries::add);
            }
            return summaries;
        } catch (IOException e) {
            throw LedgerFailure.io(runs, "listing runs", e);
        }
    }

    /// What is proven of an order's source and target, whatever its verb.
    public Baseline baseline(Order order) {
        Pair pair = Pair.of(order);
        return new FileBaseline(env, state.resolve("pairs").resolve(pair.name()), pair, software, budget);
    }

    /// The objects that the last session of a run gave up.
    ///
    /// @param run its name
    /// @param wanted which of them, such as [FailureFilter]
    /// @throws StoreException as [#read], and while reading
    public FailedObjects failed(String run, Predicate<? super Outcome.Failed> wanted) throws StoreException {
        try (JournalReader reader = read(run)) {
            ScratchFiles scratch = new ScratchFiles(env, claims.directory(run).path(), "failed-");
            return FailedObjects.of(reader, wanted, disk, scratch, budget);
        }
    }

    /// The uploads that unfinished runs have left open, the latest run first; none of runs that a process carries out
    /// at the moment. Runs that cannot be read are left out: [#runs] tells them.
    public List<LeftUploads> leftOpenUploads() throws StoreException {
        try {
            List<LeftUploads> left = new ArrayList<>();
            for (String name : claims.names()) {
                if (claims.abandoned(name)) {
                    leftBy(name).ifPresent(left::add);
                }
            }
            return left;
        } catch (IOException e) {
            throw LedgerFailure.io(runs, "listing runs", e);
        }
    }

    /// An empty file for candidates of deletion, in the directory of a run that this process carries out.
    public Candidates candidates(OpenRun run) {
        return new Candidates(disk, claims.directory(run.run()).candidates());
    }

    private Optional<LeftUploads> leftBy(String run) {
        try (JournalReader reader = claims.directory(run).read()) {
            UploadScan uploads = new UploadScan();
            Optional<JournalRecord> each = reader.next();
            Optional<Started> started = each.map(Started.class::cast);
            for (; each.isPresent(); each = reader.next()) {
                uploads.take(each.get());
            }
            return started.isEmpty() || uploads.all().isEmpty() || reader.tail() == JournalTail.SEALED
                    ? Optional.empty()
                    : Optional.of(new LeftUploads(run, started.get().order(), uploads.all()));
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    private String checked(String run) throws StoreException {
        if (!RunName.wellFormed(run) || run.indexOf('/') >= 0) {
            throw LedgerFailure.missing(runs.resolve("?"));
        }
        return run;
    }
}
