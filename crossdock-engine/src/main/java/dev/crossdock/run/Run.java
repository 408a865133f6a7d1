package dev.crossdock.run;

import dev.crossdock.copy.BufferPool;
import dev.crossdock.copy.Courier;
import dev.crossdock.copy.CourierOptions;
import dev.crossdock.copy.ServerSide;
import dev.crossdock.env.BoundedQueue;
import dev.crossdock.env.Env;
import dev.crossdock.env.Task;
import dev.crossdock.ledger.Baseline;
import dev.crossdock.ledger.Candidates;
import dev.crossdock.ledger.Counts;
import dev.crossdock.ledger.Ending;
import dev.crossdock.ledger.OpenRun;
import dev.crossdock.ledger.RunHistory;
import dev.crossdock.plan.Proven;
import dev.crossdock.plan.WorkSource;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureClass;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Operation;
import dev.crossdock.store.RetryBudget;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.KeepReason;
import dev.crossdock.transfer.Order;
import dev.crossdock.transfer.Outcome;
import dev.crossdock.transfer.WorkItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One execution of an order: draws work from the plan, carries it out with bounded concurrency, and has every outcome
/// in the journal before anybody is told. What is left when it stops is found again by repeating the order.
public final class Run {

    /// How far the listing may be ahead of the copying. So many that most runs soon know how much there is to do, and so
    /// few that they fit in a few MiB.
    private static final int BACKLOG = 10_000;

    private final Env env;
    private final Order order;
    private final Terms terms;
    private final ObjectStore source;
    private final ObjectStore target;
    private final OpenRun opened;
    private final Optional<Baseline> baseline;
    private final Candidates candidates;
    private final Tally tally;
    private final StopSwitch stop = new StopSwitch();
    private final BoundedQueue<WorkItem.Copy> work;
    private final JournaledUploads uploads;
    private final Carrier carrier;
    private final Recorder recorder;

    /// Makes the plan of a run from what is proven already.
    public interface Planner {
        /// Makes it; nothing is listed yet.
        ///
        /// @param before what earlier sessions of this run have copied
        /// @param earlier what earlier runs of the pair have copied
        WorkSource plan(Proven before, Proven earlier);
    }

    /// @param env for tasks and waiting
    /// @param order what to do
    /// @param terms how
    /// @param source to read from
    /// @param target to write to
    /// @param books what it writes down
    /// @param tally where this session counts
    public Run(Env env, Order order, Terms terms, ObjectStore source, ObjectStore target, Books books, Tally tally) {
        this.env = env;
        this.order = order;
        this.terms = terms;
        this.source = source;
        this.target = target;
        this.opened = books.opened();
        this.baseline = books.baseline();
        this.candidates = books.candidates();
        this.tally = tally;
        this.work = env.tasks().queue(Math.max(BACKLOG, 4 * terms.workers()));
        this.uploads = new JournaledUploads(opened, target);
        Courier courier = new Courier(env, source, target, new BufferPool(env.tasks(), terms.workers()), uploads,
                new CourierOptions(serverSide(order), terms.storageClasses()));
        this.carrier = new Carrier(env, source, target, courier, new RetryBudget(env), stop, tally);
        this.recorder = new Recorder(env, target, opened.journal(), baseline, stop, tally, terms.told());
    }

    /// Two buckets of one service may be copied between within it; whether it does shows at the first object.
    private static ServerSide serverSide(Order order) {
        return !order.sourceEndpoint().isEmpty() && order.sourceEndpoint().equals(order.targetEndpoint())
                ? ServerSide.ALLOWED
                : ServerSide.NEVER;
    }

    /// Runs to the end, or to a reason to stop.
    ///
    /// @return what it amounted to; the journal is sealed if it is complete, and else left to be gone on with
    /// @throws StoreException if not even the journal could be read
    public Result execute(Planner planner) throws StoreException {
        try (candidates;
                ProvenBefore before = new ProvenBefore(opened.history());
                WorkSource plan = planner.plan(before, new KnownPair(baseline))) {
            try {
                uploads.abortSuperseded();
                carryOut(plan);
            } finally {
                recorder.end();
            }
            removeExtras(plan);
            before.drain();
            return end(plan, before);
        }
    }

    /// Makes the run take no more items and end soon; those under way are finished. Returns at once.
    public void interrupt() {
        stop.stop(Failure.of(FailureCode.CANCELLED, Operation.COPY, order.source().toString(),
                "the run was told to stop"));
    }

    /// Accounts for something at the source that can be no object. Called by the source's listing, within [#execute].
    ///
    public void oddity(Failure failure) {
        String place = failure.where();
        String root = source.name() + '/';
        String key = place.startsWith(root) ? place.substring(root.length()) : place;
        failed(key, failure);
    }

    private void failed(String key, Failure failure) {
        tally.seen();
        recorder.put(new Outcome.Failed(key, 0, List.of(failure)), Optional.empty());
    }

    private void carryOut(WorkSource plan) {
        List<Task<Boolean>> carriers = new ArrayList<>(terms.workers());
        for (int i = 0; i < terms.workers(); i++) {
            carriers.add(env.tasks().spawn("worker " + i, this::carryAll));
        }
        try {
            for (Optional<WorkItem> next = drawn(plan); next.isPresent() && !stop.stopped(); next = drawn(plan)) {
                draw(next.get());
            }
            if (!stop.stopped()) {
                tally.listingEnded();
            }
        } catch (StoreException e) {
            stop.stop(e.failure());
        } finally {
            work.close();
            carriers.forEach(Task::join);
        }
    }

    /// The next item; what of the source cannot be listed, and nothing else, is accounted for as failed.
    private Optional<WorkItem> drawn(WorkSource plan) throws StoreException {
        while (true) {
            try {
                return plan.next();
            } catch (StoreException e) {
                if (e.failure().failureClass().action() != FailureClass.Action.FAIL || !plan.skip()) {
                    throw e;
                }
                Optional<String> key = plan.skippedKey();
                if (key.isPresent()) {
                    failed(key.get(), e.failure());
                } else {
                    oddity(e.failure());
                }
            }
        }
    }

    private void draw(WorkItem item) throws StoreException {
        switch (item) {
            case WorkItem.Keep keep -> keep(keep);
            case WorkItem.Copy copy -> {
                tally.seen();
                tally.planned(copy.source().sizeBytes());
                work.put(copy);
            }
            case WorkItem.Extra extra -> candidates.add(new Candidates.Candidate(extra.key(), extra.target().key(),
                    extra.target().sizeBytes(), extra.target().version()));
        }
    }

    private void keep(WorkItem.Keep keep) throws StoreException {
        tally.seen();
        if (baseline.isPresent() && keep.receipt().isPresent()) {
            baseline.get().retain(keep.key(), keep.receipt().get());
        }
        if (keep.why() != KeepReason.PROVEN_BEFORE) {
            opened.journal().kept(keep.key(), keep.source().sizeBytes(), keep.why());
        }
        // What an earlier session of this run copied has its one record already.
        tally.kept(keep.source().sizeBytes(), keep.why());
    }

    private boolean carryAll() {
        for (Optional<WorkItem.Copy> item = work.take(); item.isPresent(); item = work.take()) {
            WorkItem.Copy copy = item.get();
            Optional<Outcome> outcome = stop.stopped() ? Optional.empty() : carrier.carry(copy);
            if (outcome.isPresent()) {
                recorder.put(outcome.get(), copy.delivered());
            }
            tally.carried(copy.source().sizeBytes());
        }
        return true;
    }

    /// Only a run that has seen everything knows what the source lacks.
    private void removeExtras(WorkSource plan) throws StoreException {
        if (stop.stopped() || candidates.count() == 0) {
            return;
        }
        Optional<Failure> refusal = Removal.refusal(order.target().toString(), candidates.count(),
                plan.targetObjects(), tally.seenObjects(), tally.failedObjects(), terms.deleteLimit());
        if (refusal.isPresent()) {
            stop.stop(refusal.get());
            return;
        }
        Recorder removals = new Recorder(env, target, opened.journal(), Optional.empty(), stop, tally, terms.told());
        try {
            new Removal(env, source, target, stop, tally).execute(candidates, terms.workers(), removals);
        } finally {
            removals.end();
        }
    }

    private Result end(WorkSource plan, ProvenBefore before) throws StoreException {
        Counts counts = counts(before);
        if (stop.stopped()) {
            if (stop.recordable()) {
                opened.journal().flush();
            }
            return new Result(opened.run(), counts, stop.cause());
        }
        if (!tally.balanced()) {
            return new Result(opened.run(), counts, Optional.of(Failure.of(FailureCode.INTERNAL, Operation.RECORD,
                    opened.run(), "the outcomes do not add up to the " + tally.seenObjects() + " objects seen")));
        }
        uploads.abortUnclaimed();
        if (baseline.isPresent()) {
            // Before the seal: a run that ends here goes on, and finds all of this in its journal.
            opened.journal().flush();
            if (!plan.whole()) {
                retainAll(baseline.get());
            }
            baseline.get().commit();
        }
        opened.journal().seal(counts, Ending.COMPLETE);
        return new Result(opened.run(), counts, Optional.empty());
    }

    /// What a plan of some keys did not look at is known as before.
    private static void retainAll(Baseline baseline) throws StoreException {
        for (Optional<Baseline.Entry> next = baseline.next(); next.isPresent(); next = baseline.next()) {
            baseline.retain(next.get().key(), next.get().receipt());
        }
    }

    /// Of the whole run: what earlier sessions delivered and removed and still counts, and all of this one.
    private Counts counts(ProvenBefore before) {
        return new Counts(before.objects() + tally.copiedObjects() - tally.replacedObjects(),
                before.sizeBytes() + tally.copiedBytes() - tally.replacedBytes(), tally.keptObjects(),
                tally.keptBytes(), tally.failedObjects(), tally.failedBytes(),
                opened.history().map(RunHistory::removedObjects).orElse(0L) + tally.removedObjects(),
                opened.history().map(RunHistory::removedBytes).orElse(0L) + tally.removedBytes());
    }

    /// What a run amounted to.
    ///
    /// @param run its name
    /// @param counts of all its sessions
    /// @param stopped why it did not see everything; empty if it is complete
    public record Result(String run, Counts counts, Optional<Failure> stopped) {}
}
