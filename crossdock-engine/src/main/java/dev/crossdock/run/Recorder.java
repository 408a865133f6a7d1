package dev.crossdock.run;

import dev.crossdock.env.BoundedQueue;
import dev.crossdock.env.Env;
import dev.crossdock.env.Task;
import dev.crossdock.ledger.Baseline;
import dev.crossdock.ledger.Journal;
import dev.crossdock.store.Failure;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Outcome;
import dev.crossdock.transfer.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The one task that puts outcomes on record: first durable at the target, then in the journal, then counted and told.
final class Recorder {

    private static final int AT_ONCE = 512;
    private static final Duration GATHERING = Duration.ofMillis(5);

    private final Env env;
    private final ObjectStore target;
    private final Journal journal;
    private final Optional<Baseline> baseline;
    private final StopSwitch stop;
    private final Tally tally;
    private final Consumer<Outcome> told;
    private final EarlyStop early = new EarlyStop();
    private final BoundedQueue<Settled> settled;
    private final Task<Boolean> task;

    Recorder(Env env, ObjectStore target, Journal journal, Optional<Baseline> baseline, StopSwitch stop, Tally tally,
            Consumer<Outcome> told) {
        this.env = env;
        this.target = target;
        this.journal = journal;
        this.baseline = baseline;
        this.stop = stop;
        this.tally = tally;
        this.told = told;
        this.settled = env.tasks().queue(2 * AT_ONCE);
        this.task = env.tasks().spawn("recorder", this::recordAll);
    }

    /// Hands an outcome over; waits while too many are on their way.
    void put(Outcome outcome, Optional<Receipt> replaced) {
        settled.put(new Settled(outcome, replaced));
    }

    /// Waits until all that was handed over is on record, or cannot be.
    void end() {
        settled.close();
        task.join();
    }

    private boolean recordAll() {
        for (List<Settled> some = settled.takeSome(AT_ONCE); !some.isEmpty(); some = settled.takeSome(AT_ONCE)) {
            try {
                if (stop.recordable()) {
                    target.settle();
                    record(some);
                }
            } catch (StoreException e) {
                stop.stopRecording(e.failure());
            }
            if (some.size() < AT_ONCE) {
                // To be woken for each outcome alone would cost more than to write it down.
                env.tasks().sleep(GATHERING);
            }
        }
        return true;
    }

    private void record(List<Settled> some) throws StoreException {
        for (Settled each : some) {
            Outcome outcome = each.outcome();
            if (each.replaced().isPresent()) {
                journal.record(outcome, each.replaced().get());
            } else {
                journal.record(outcome);
            }
            tally.settled(outcome, each.replaced());
            prove(outcome);
            told.accept(outcome);
            Optional<Failure> enough = early.settled(outcome);
            if (enough.isPresent()) {
                stop.stop(enough.get());
            }
        }
    }

    private void prove(Outcome outcome) throws StoreException {
        if (baseline.isEmpty()) {
            return;
        }
        switch (outcome) {
            case Outcome.Delivered delivered -> baseline.get().proven(delivered.key(), delivered.receipt());
            case Outcome.Kept kept -> {
                if (kept.receipt().isPresent()) {
                    baseline.get().proven(kept.key(), kept.receipt().get());
                }
            }
            case Outcome.Removed _,Outcome.Failed _ -> {
            }
        }
    }
}
