package dev.crossdock.testkit.store;

import dev.crossdock.env.Env;
import dev.crossdock.object.Keys;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/// A store that is listed as services are: a request for each page of a thousand keys, each of which takes a while, and
/// an end that the service is not asked for but the client sees when it comes to it.
final class PagedStore extends WrappedStore {

    static final Duration REQUEST = Duration.ofMillis(50);
    static final int PAGE_KEYS = 1_000;

    private final Env env;
    private final TreeSet<String> ahead = new TreeSet<>(Keys::compare);
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger fired = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private long failFrom = Long.MAX_VALUE;
    private long failTo = Long.MAX_VALUE;
    private boolean skippable;
    private boolean watching;

    PagedStore(Env env, ObjectStore inner) {
        super(inner);
        this.env = env;
    }

    /// Makes requests fail, counted from 1.
    PagedStore failing(long first, long last) {
        failFrom = first;
        failTo = last;
        return this;
    }

    /// Lets listings pass over a page that could not be had.
    PagedStore skippable() {
        skippable = true;
        return this;
    }

    /// Remembers what is given, for [#heldBehind]; only in a simulation.
    PagedStore watching() {
        watching = true;
        return this;
    }

    int requests() {
        return requests.get();
    }

    int fired() {
        return fired.get();
    }

    int underWay() {
        return underWay.get();
    }

    /// How many keys behind `key` were given.
    int heldBehind(String key) {
        ahead.headSet(key, true).clear();
        return ahead.size();
    }

    @Override
    public Listing list(ListOptions options) {
        return new Paged(options);
    }

    private final class Paged implements Listing {

        private final Listing truth;
        private final Optional<String> before;
        private final ArrayDeque<ObjectStat> page = new ArrayDeque<>();
        private Optional<ObjectStat> beyond = Optional.empty();
        private boolean more = true;
        private boolean failed;

        Paged(ListOptions options) {
            this.truth = inner.list(new ListOptions(options.prefix(), options.after(), Optional.empty()));
            this.before = options.before();
        }

        @Override
        public Optional<ObjectStat> next() throws StoreException {
            if (page.isEmpty() && more) {
                request();
            }
            Optional<ObjectStat> next = Optional.ofNullable(page.poll());
            if (next.isPresent() && before.isPresent() && Keys.compare(next.get().key(), before.get()) >= 0) {
                close();
                return Optional.empty();
            }
            if (watching && next.isPresent()) {
                ahead.add(next.get().key());
            }
            return next;
        }

        private void request() throws StoreException {
            long number = requests.incrementAndGet();
            underWay.incrementAndGet();
            try {
                env.tasks().sleep(REQUEST);
            } finally {
                underWay.decrementAndGet();
            }
            if (number >= failFrom && number <= failTo) {
                fired.incrementAndGet();
                failed = true;
                throw new StoreException(
                        Failure.of(FailureCode.CONNECTION_LOST, Operation.LIST, name(), "request " + number));
            }
            turn();
        }

        private void turn() throws StoreException {
            beyond.ifPresent(page::add);
            beyond = truth.next();
            while (beyond.isPresent() && page.size() < PAGE_KEYS) {
                page.add(beyond.get());
                beyond = truth.next();
            }
            more = beyond.isPresent();
        }

        @Override
        public boolean skip() {
            if (!skippable || !failed) {
                return false;
            }
            failed = false;
            try {
                turn();
            } catch (StoreException e) {
                throw new IllegalStateException(e);
            }
            page.clear();
            return true;
        }

        @Override
        public void close() {
            more = false;
            page.clear();
            truth.close();
        }
    }
}
