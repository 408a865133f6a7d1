package dev.crossdock.testkit.proxy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// Which requests meet which fault, and how often. The rule counts, so that a test can tell that its fault fired.
public final class Rule {
    private final Predicate<RequestHead> match;
    private final Fault fault;
    private final int skipped;
    private final int timesMax;
    private final AtomicInteger matched = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger fired = new AtomicInteger();

    private Rule(Predicate<RequestHead> match, Fault fault, int skipped, int timesMax) {
        if (skipped < 0 || timesMax < 1) {
            throw new IllegalArgumentException("skipped " + skipped + ", at most " + timesMax + " times");
        }
        this.match = match;
        this.fault = fault;
        this.skipped = skipped;
        this.timesMax = timesMax;
    }

    /// The first matching request only.
    public static Rule once(Predicate<RequestHead> match, Fault fault) {
        return new Rule(match, fault, 0, 1);
    }

    /// The first so many matching requests.
    public static Rule times(int timesMax, Predicate<RequestHead> match, Fault fault) {
        return new Rule(match, fault, 0, timesMax);
    }

    /// Every matching request.
    public static Rule always(Predicate<RequestHead> match, Fault fault) {
        return new Rule(match, fault, 0, Integer.MAX_VALUE);
    }

    /// The same rule with fresh counters, letting so many matching requests pass first.
    public Rule afterFirst(int requests) {
        return new Rule(match, fault, requests, timesMax);
    }

    /// How often the fault took effect. It is counted before the client can notice.
    public int fired() {
        return fired.get();
    }

    /// How many requests matched, whether or not the fault took effect.
    public int matched() {
        return matched.get();
    }

    Fault fault() {
        return fault;
    }

    boolean take(RequestHead request) {
        if (!match.test(request) || matched.incrementAndGet() <= skipped) {
            return false;
        }
        int before = taken.getAndUpdate(count -> count < timesMax ? count + 1 : count);
        return before < timesMax;
    }

    void countFired() {
        fired.incrementAndGet();
    }

    /// The fault found no place to take effect: the next matching request may try.
    void giveBack() {
        taken.decrementAndGet();
    }
}
