package dev.crossdock.run;

import dev.crossdock.copy.Courier;
import dev.crossdock.copy.Delivered;
import dev.crossdock.env.CancelledException;
import dev.crossdock.env.Env;
import dev.crossdock.plan.Sameness;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureClass.Action;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Operation;
import dev.crossdock.store.RetryBudget;
import dev.crossdock.store.RetryPolicy;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.KeepReason;
import dev.crossdock.transfer.Outcome;
import dev.crossdock.transfer.Receipt;
import dev.crossdock.transfer.WorkItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Brings one item to its outcome: looks whether it is needed, tries, tries again where that may help, and gives up
/// with every failure on record.
final class Carrier {

    private static final int RESTARTS_MOST = 2;

    private final Env env;
    private final ObjectStore source;
    private final ObjectStore target;
    private final Courier courier;
    private final RetryPolicy policy;
    private final RetryBudget budget;
    private final StopSwitch stop;
    private final Tally tally;

    Carrier(Env env, ObjectStore source, ObjectStore target, Courier courier, RetryBudget budget, StopSwitch stop,
            Tally tally) {
        this.env = env;
        this.source = source;
        this.target = target;
        this.courier = courier;
        this.policy = RetryPolicy.ITEMS;
        this.budget = budget;
        this.stop = stop;
        this.tally = tally;
    }

    /// The outcome, or empty if the run was stopped before there was one: the item stays undone.
    Optional<Outcome> carry(WorkItem.Copy item) {
        try {
            return tryAgainAndAgain(item);
        } catch (CancelledException e) {
            return Optional.empty();
        }
    }

    private Optional<Outcome> tryAgainAndAgain(WorkItem.Copy item) {
        List<Failure> failures = new ArrayList<>(0);
        WorkItem.Copy current = item;
        budget.earn();
        while (true) {
            try {
                return Optional.of(attempt(current, failures.size() + 1));
            } catch (StoreException e) {
                failures.add(e.failure());
                if (e.code() == FailureCode.CANCELLED || stop.stopped() && repeatable(failures)) {
                    return Optional.empty();
                }
                if (e.code() == FailureCode.GONE) {
                    return Optional.of(new Outcome.Kept(item.key(), item.source().sizeBytes(), KeepReason.GONE));
                }
                if (!repeatable(failures)) {
                    return Optional.of(givenUp(item, failures));
                }
            }
            pause(failures);
            Optional<WorkItem.Copy> again = lookAgain(current, failures);
            if (again.isEmpty()) {
                return Optional.of(new Outcome.Kept(item.key(), item.source().sizeBytes(), KeepReason.GONE));
            }
            current = again.get();
        }
    }

    private Outcome attempt(WorkItem.Copy item, int attempt) throws StoreException {
        try {
            if (attempt == 1) {
                Optional<Receipt> same = Sameness.decide(item, source, target);
                if (same.isPresent()) {
                    return new Outcome.Kept(item.key(), item.source().sizeBytes(), KeepReason.SAME_CHECKSUM, same);
                }
            }
            Delivered delivered = courier.deliver(item);
            return new Outcome.Delivered(item.key(), item.targetKey(), delivered.receipt(), attempt,
                    delivered.leftBehind());
        } catch (CancelledException e) {
            throw new StoreException(failure(FailureCode.CANCELLED, item, "the run was told to stop"), e);
        } catch (RuntimeException | StackOverflowError e) {
            throw new StoreException(failure(FailureCode.INTERNAL, item, e.toString()), e);
        }
    }

    private Failure failure(FailureCode code, WorkItem.Copy item, String message) {
        return Failure.of(code, Operation.COPY, source.name() + '/' + item.key(), message);
    }

    private boolean repeatable(List<Failure> failures) {
        if (failures.getLast().code() == FailureCode.VERIFY_FAILED) {
            // The courier has already written again; what is at the target now is not known to be ours.
            return false;
        }
        Action action = failures.getLast().failureClass().action();
        return switch (action) {
            case RETRY, SLOW -> failures.size() < policy.attemptsMax();
            case RESTART -> failures.stream().filter(each -> each.failureClass().action() == Action.RESTART)
                    .count() <= RESTARTS_MOST;
            case FAIL, SKIP, STOP -> false;
        };
    }

    private Outcome givenUp(WorkItem.Copy item, List<Failure> failures) {
        Failure last = failures.getLast();
        if (last.failureClass().action() == Action.STOP) {
            stop.stop(last);
        }
        return new Outcome.Failed(item.key(), item.source().sizeBytes(), failures);
    }

    private void pause(List<Failure> failures) {
        budget.spend();
        env.tasks().sleep(policy.pause(failures.size(), failures.getLast(), env.entropy().nextFraction()));
        tally.repeated();
    }

    /// The item with its source as it is now, where the failure says that it has changed. What may be overwritten at
    /// the target stays what was planned.
    ///
    /// @return empty if the source is gone
    private Optional<WorkItem.Copy> lookAgain(WorkItem.Copy item, List<Failure> failures) {
        if (failures.getLast().failureClass().action() != Action.RESTART) {
            return Optional.of(item);
        }
        try {
            return source.stat(item.key())
                    .map(now -> new WorkItem.Copy(now, item.targetKey(), item.target(), item.delivered(),
                            item.doubt(), item.because()));
        } catch (StoreException e) {
            // The next attempt meets the same trouble and puts it on record.
            return Optional.of(item);
        }
    }
}
