package dev.crossdock.run;

import dev.crossdock.copy.BufferPool;
import dev.crossdock.copy.Evidence;
import dev.crossdock.copy.Examiner;
import dev.crossdock.copy.Finding;
import dev.crossdock.copy.Scrutiny;
import dev.crossdock.env.BoundedQueue;
import dev.crossdock.env.CancelledException;
import dev.crossdock.env.Env;
import dev.crossdock.env.Task;
import dev.crossdock.object.Location;
import dev.crossdock.plan.Filter;
import dev.crossdock.plan.Pairs;
import dev.crossdock.plan.Rules;
import dev.crossdock.run.VerificationTally.LeftOut;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureClass;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One comparison of both sides of an order: every key of either side gets one verdict. Lists, looks and reads, and
/// writes nothing to either store.
public final class Verification {

    private static final int TOLD_AT_ONCE = 256;

    private final Env env;
    private final Order order;
    private final ObjectStore source;
    private final ObjectStore target;
    private final Demands demands;
    private final VerificationTally tally;
    private final Listener listener;
    private final Examiner examiner;
    private final StopSwitch stop = new StopSwitch();
    private final Doubts sourceDoubts = new Doubts();
    private final Doubts targetDoubts = new Doubts();
    private final BoundedQueue<Pairs.Pair> work;
    private final BoundedQueue<Checked> found;

    /// What is to be verified, and how.
    ///
    /// @param scrutiny how closely objects are compared
    /// @param filter which keys it is about
    /// @param sample which share of them
    /// @param extras whether keys that only the target has are told of
    /// @param workers how many objects are looked at at once, at least 1
    public record Demands(Scrutiny scrutiny, Filter filter, Sample sample, Rules.Extras extras, int workers) {

        /// Checks the number.
        public Demands {
            if (workers < 1) {
                throw new IllegalArgumentException(workers + " workers");
            }
        }
    }

    /// Is told of every verdict once, in no particular order.
    @FunctionalInterface
    public interface Listener {

        /// Takes some verdicts. Never called by two tasks at once.
        void found(List<Checked> some);
    }

    /// @param env for tasks
    /// @param order whose source and target are compared
    /// @param source store of the one side
    /// @param target store of the other
    /// @param demands what and how
    /// @param tally where it is counted
    /// @param listener told of every verdict
    public Verification(Env env, Order order, ObjectStore source, ObjectStore target, Demands demands,
            VerificationTally tally, Listener listener) {
        this.env = env;
        this.order = order;
        this.source = source;
        this.target = target;
        this.demands = demands;
        this.tally = tally;
        this.listener = listener;
        this.examiner = new Examiner(source, target, new BufferPool(env.tasks(), demands.workers()),
                demands.scrutiny());
        this.work = env.tasks().queue(4 * demands.workers());
        this.found = env.tasks().queue(2 * TOLD_AT_ONCE);
    }

    /// Verifies to the end, or to a reason to stop.
    ///
    /// @param pairs what is on both sides of the order; closed at the end
    /// @return why it did not see everything; empty if it did
    public Optional<Failure> execute(Pairs pairs) {
        Task<Boolean> teller = env.tasks().spawn("teller", this::tellAll);
        List<Task<Boolean>> examiners = new ArrayList<>(demands.workers());
        for (int i = 0; i < demands.workers(); i++) {
            examiners.add(env.tasks().spawn("examiner " + i, this::examineAll));
        }
        try (pairs) {
            drawAll(pairs);
        } finally {
            work.close();
            examiners.forEach(Task::join);
            found.close();
            teller.join();
        }
        if (!stop.stopped() && !tally.balanced()) {
            stop.stop(internal("the verdicts do not add up to the keys seen"));
        }
        return stop.cause();
    }

    /// Accounts for something at one side that can be no object. Called by that side's listing, within [#execute].
    public void oddity(Pairs.Side side, Failure failure) {
        doubt(side, failure);
    }

    private void drawAll(Pairs pairs) {
        try {
            for (Optional<Pairs.Pair> next = drawn(pairs); next.isPresent() && !stop.stopped(); next = drawn(pairs)) {
                draw(next.get());
            }
        } catch (StoreException e) {
            stop.stop(e.failure());
        }
    }

    /// The next pair; what cannot be listed, and nothing else, is accounted for as unreadable.
    private Optional<Pairs.Pair> drawn(Pairs pairs) throws StoreException {
        while (true) {
            try {
                return pairs.next();
            } catch (StoreException e) {
                Optional<Pairs.Side> passed = e.failure().failureClass().action() == FailureClass.Action.FAIL
                        ? pairs.skip()
                        : Optional.empty();
                doubt(passed.orElseThrow(() -> e), e.failure());
            }
        }
    }

    private void doubt(Pairs.Side side, Failure failure) {
        ObjectStore store = side == Pairs.Side.SOURCE ? source : target;
        String root = store.name() + '/';
        String place = failure.where().startsWith(root) ? failure.where().substring(root.length()) : failure.where();
        (side == Pairs.Side.SOURCE ? sourceDoubts : targetDoubts).add(place, failure);
        boolean mapped = side == Pairs.Side.TARGET && place.startsWith(order.target().prefix());
        String key = mapped ? order.sourceKey(place) : place;
        tally.begin();
        found.put(new Checked(key, place, 0, new Finding.Unreadable(failure)));
    }

    private void draw(Pairs.Pair pair) {
        sourceDoubts.pass(pair.key());
        targetDoubts.pass(pair.targetKey());
        if (sourceDoubts.contains(pair.key()) || targetDoubts.contains(pair.targetKey())) {
            return;
        }
        Optional<LeftOut> leftOut = leftOut(pair);
        if (leftOut.isPresent()) {
            tally.leaveOut(leftOut.get());
            return;
        }
        tally.begin();
        Optional<Finding> known = byListing(pair);
        if (known.isPresent()) {
            tell(pair, known.get());
        } else {
            work.put(pair);
        }
    }

    private Optional<LeftOut> leftOut(Pairs.Pair pair) {
        String name = pair.targetKey().substring(order.target().prefix().length());
        if (!demands.sample().holds(name)) {
            return Optional.of(LeftOut.OTHER_SAMPLE);
        }
        if (demands.filter().excludes(name, pair.either()).isPresent()) {
            return Optional.of(LeftOut.EXCLUDED);
        }
        if (marker(pair)) {
            return Optional.of(LeftOut.DIRECTORY_MARKER);
        }
        boolean ignored = pair.source().isEmpty() && demands.extras() == Rules.Extras.LEAVE;
        return ignored ? Optional.of(LeftOut.EXTRA) : Optional.empty();
    }

    /// A filesystem has no file of such a name, and no store has one of the empty name, so nothing is missing there.
    private boolean marker(Pairs.Pair pair) {
        Location.Scheme other = pair.source().isEmpty() ? order.source().scheme() : order.target().scheme();
        boolean nameless = other == Location.Scheme.LOCAL || pair.targetKey().isEmpty();
        return pair.either().sizeBytes() == 0 && pair.key().endsWith("/") && nameless;
    }

    /// What the listings alone say, which costs no request; empty if it takes a closer look.
    private Optional<Finding> byListing(Pairs.Pair pair) {
        if (pair.source().isEmpty()) {
            return Optional.of(absent(sourceDoubts.about(pair.key()), new Finding.Extra()));
        }
        if (pair.target().isEmpty()) {
            return Optional.of(absent(targetDoubts.about(pair.targetKey()), new Finding.Missing()));
        }
        if (pair.source().get().sizeBytes() != pair.target().get().sizeBytes()) {
            return Optional.of(Examiner.differentSizes(pair.source().get(), pair.target().get()));
        }
        return switch (demands.scrutiny()) {
            case SIZES -> Optional.of(new Finding.Same(Evidence.SIZE_ONLY, ""));
            case CHECKSUM -> pair.sameEtag()
                    ? Optional.of(new Finding.Same(Evidence.ETAG, pair.either().etag()))
                    : Optional.empty();
            case READ -> Optional.empty();
        };
    }

    private static Finding absent(Optional<Failure> doubt, Finding certain) {
        return doubt.isPresent() ? new Finding.Unreadable(doubt.get()) : certain;
    }

    private boolean examineAll() {
        for (Optional<Pairs.Pair> next = work.take(); next.isPresent(); next = work.take()) {
            if (stop.stopped()) {
                continue;
            }
            Optional<Finding> finding = examine(next.get());
            if (finding.isPresent()) {
                tell(next.get(), finding.get());
            } else {
                tally.leaveOut(LeftOut.GONE);
            }
        }
        return true;
    }

    private Optional<Finding> examine(Pairs.Pair pair) {
        try {
            Optional<Finding> finding = examiner.examine(pair.source().orElseThrow(), pair.target().orElseThrow());
            if (finding.isPresent() && finding.get() instanceof Finding.Unreadable(Failure failure)
                    && failure.failureClass().action() == FailureClass.Action.STOP) {
                stop.stop(failure);
            }
            return finding;
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.of(new Finding.Unreadable(Failure.of(FailureCode.INTERNAL, Operation.VERIFY,
                    source.name() + '/' + pair.key(), e.toString())));
        }
    }

    private void tell(Pairs.Pair pair, Finding finding) {
        found.put(new Checked(pair.key(), pair.targetKey(), pair.either().sizeBytes(), finding));
    }

    private boolean tellAll() {
        for (List<Checked> some = found.takeSome(TOLD_AT_ONCE); !some.isEmpty(); some = found
                .takeSome(TOLD_AT_ONCE)) {
            some.forEach(tally::told);
            try {
                listener.found(some);
            } catch (RuntimeException e) {
                // The queue is emptied all the same, or those who fill it would wait for ever.
                stop.stop(internal(e.toString()));
            }
        }
        return true;
    }

    private Failure internal(String message) {
        return Failure.of(FailureCode.INTERNAL, Operation.VERIFY, order.source().toString(), message);
    }
}
