package dev.crossdock.testkit.gcs;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// Which requests meet which fault, and how often. The rule counts, so that a test can tell that its fault fired.
public final class GcsRule {
    private final Predicate<GcsRequest> match;
    private final GcsFault fault;
    private final int skipped;
    private final int timesMax;
    private final AtomicInteger matched = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger fired = new AtomicInteger();

    private GcsRule(Predicate<GcsRequest> match, GcsFault fault, int skipped, int timesMax) {
        if (skipped < 0 || timesMax < 1) {
            throw new IllegalArgumentException("skipped " + skipped + ", at most " + timesMax + " times");
        }
        this.match = match;
        this.fault = fault;
        this.skipped = skipped;
        this.timesMax = timesMax;
    }

    /// The first request of this kind only.
    public static GcsRule once(GcsOperation operation, GcsFault fault) {
        return once(request -> request.operation() == operation, fault);
    }

    /// The first matching request only. What matches is asked when the head has arrived, before the body.
    public static GcsRule once(Predicate<GcsRequest> match, GcsFault fault) {
        return new GcsRule(match, fault, 0, 1);
    }

    /// The first so many matching requests.
    public static GcsRule times(int timesMax, Predicate<GcsRequest> match, GcsFault fault) {
        return new GcsRule(match, fault, 0, timesMax);
    }

    /// Every matching request.
    public static GcsRule always(Predicate<GcsRequest> match, GcsFault fault) {
        return new GcsRule(match, fault, 0, Integer.MAX_VALUE);
    }

    /// The same rule with fresh counters, letting so many matching requests pass first.
    public GcsRule afterFirst(int requests) {
        return new GcsRule(match, fault, requests, timesMax);
    }

    /// How often the fault took effect. It is counted before the client can notice.
    public int fired() {
        return fired.get();
    }

    GcsFault fault() {
        return fault;
    }

    boolean take(GcsRequest request) {
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
