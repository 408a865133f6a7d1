package dev.crossdock.run;

import dev.crossdock.copy.BufferPool;
import dev.crossdock.copy.Courier;
import dev.crossdock.env.BoundedQueue;
import dev.crossdock.env.Env;
import dev.crossdock.env.Task;
import dev.crossdock.ledger.Counts;
import dev.crossdock.ledger.Ending;
import dev.crossdock.ledger.OpenRun;
import dev.crossdock.plan.Plan;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One execution of an order: draws work from the plan, carries it out with bounded concurrency, and has every outcome
/// in the journal before anybody is told. What is left when it stops is found again by repeating the order.
public final class Run {

    private static final int SETTLED_AT_ONCE = 512;
    private static final Duration GATHERING = Duration.ofMillis(5);

    private final Env env;
    private final Order order;
    private final ObjectStore source;
    private final ObjectStore target;
    private final OpenRun opened;
    private final int workers;
    private final Tally tally;
    private final StopSwitch stop = new StopSwitch();
    private final BoundedQueue<WorkItem.Copy> work;
    private final BoundedQueue<Settled> settled;
    private final JournaledUploads uploads;
    private final Carrier carrier;

    /// @param env for tasks and waiting
    /// @param order what to do
    /// @param source to read from
    /// @param target to write to
    /// @param opened the run's journal, new or taken over
    /// @param workers how many items are carried out at once, at least 1
    /// @param tally where this session counts
    public Run(Env env, Order order, ObjectStore source, ObjectStore target, OpenRun opened, int workers, Tally tally) {
        this.env = env;
        this.order = order;
        this.source = source;
        this.target = target;
        this.opened = opened;
        this.workers = workers;
        this.tally = tally;
        this.work = env.tasks().queue(4 * workers);
        this.settled = env.tasks().queue(2 * SETTLED_AT_ONCE);
        this.uploads = new JournaledUploads(opened, target);
        Courier courier = new Courier(env, source, target, new BufferPool(env.tasks(), workers), uploads);
        this.carrier = new Carrier(env, source, target, courier, new RetryBudget(env), stop, tally);
    }

    /// Runs to the end, or to a reason to stop.
    ///
    /// @return what it amounted to; the journal is sealed if it is complete, and else left to be gone on with
    /// @throws StoreException if not even the journal could be read
    public Result execute() throws StoreException {
        Task<Boolean> recorder = env.tasks().spawn("recorder", this::recordAll);
        List<Task<Boolean>> carriers = new ArrayList<>(workers);
        for (int i = 0; i < workers; i++) {
            carriers.add(env.tasks().spawn("worker " + i, this::carryAll));
        }
        try (ProvenBefore before = new ProvenBefore(opened.history());
                Plan plan = new Plan(order, source, target, before)) {
            try {
                uploads.abortSuperseded();
                drawAll(plan);
            } finally {
                work.close();
                carriers.forEach(Task::join);
                settled.close();
                recorder.join();
            }
            before.drain();
            return end(before);
        }
    }

    /// Makes the run take no more items and end soon; those under way are finished. Returns at once.
    public void interrupt() {
        stop.stop(Failure.of(FailureCode.CANCELLED, Operation.COPY, order.source().toString(),
                "the run was told to stop"));
    }

    /// Accounts for something at the source that can be no object. Called by the source's listing, within [#execute].
    ///
    /// @param key what it would be called if it were one
    public void oddity(String key, Failure failure) {
        tally.seen();
        settled.put(new Settled(new Outcome.Failed(key, 0, List.of(failure)), Optional.empty()));
    }

    private void drawAll(Plan plan) {
        try {
            for (Optional<WorkItem> next = drawn(plan); next.isPresent() && !stop.stopped(); next = drawn(plan)) {
                tally.seen();
                draw(next.get());
            }
        } catch (StoreException e) {
            stop.stop(e.failure());
        }
    }

    /// The next item; what of the source cannot be listed, and nothing else, is accounted for as failed.
    private Optional<WorkItem> drawn(Plan plan) throws StoreException {
        while (true) {
            try {
                return plan.next();
            } catch (StoreException e) {
                if (e.failure().failureClass().action() != FailureClass.Action.FAIL || !plan.skip()) {
                    throw e;
                }
                String place = e.failure().where();
                String root = source.name() + '/';
                oddity(place.startsWith(root) ? place.substring(root.length()) : place, e.failure());
            }
        }
    }

    private void draw(WorkItem item) throws StoreException {
        switch (item) {
            case WorkItem.Keep keep -> keep(keep);
            case WorkItem.Copy copy -> work.put(copy);
        }
    }

    private void keep(WorkItem.Keep keep) throws StoreException {
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
            outcome.ifPresent(known -> settled.put(new Settled(known, copy.delivered())));
        }
        return true;
    }

    private boolean recordAll() {
        for (List<Settled> some = settled.takeSome(SETTLED_AT_ONCE); !some.isEmpty(); some = settled
                .takeSome(SETTLED_AT_ONCE)) {
            try {
                if (stop.recordable()) {
                    target.settle();
                    record(some);
                }
            } catch (StoreException e) {
                stop.stopRecording(e.failure());
            }
            if (some.size() < SETTLED_AT_ONCE) {
                // To be woken for each outcome alone would cost more than to write it down.
                env.tasks().sleep(GATHERING);
            }
        }
        return true;
    }

    private void record(List<Settled> some) throws StoreException {
        for (Settled each : some) {
            if (each.replaced().isPresent()) {
                opened.journal().record(each.outcome(), each.replaced().get());
            } else {
                opened.journal().record(each.outcome());
            }
            tally.settled(each.outcome(), each.replaced());
        }
    }

    private Result end(ProvenBefore before) throws StoreException {
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
        opened.journal().seal(counts, Ending.COMPLETE);
        return new Result(opened.run(), counts, Optional.empty());
    }

    /// Of the whole run: what earlier sessions delivered and still counts, and all of this one.
    private Counts counts(ProvenBefore before) {
        return new Counts(before.objects() + tally.copiedObjects() - tally.replacedObjects(),
                before.sizeBytes() + tally.copiedBytes() - tally.replacedBytes(), tally.keptObjects(),
                tally.keptBytes(),
                tally.failedObjects(), tally.failedBytes());
    }

    /// What a run amounted to.
    ///
    /// @param run its name
    /// @param counts of all its sessions
    /// @param stopped why it did not see everything; empty if it is complete
    public record Result(String run, Counts counts, Optional<Failure> stopped) {}
}
