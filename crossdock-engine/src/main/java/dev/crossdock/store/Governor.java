package dev.crossdock.store;

import dev.crossdock.env.Env;
import dev.crossdock.env.Permits;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Bounds how many calls of one endpoint are under way at once, and finds out how many are good: more while more work
/// gets done, half as many as soon as the service throttles, none before the time that it asked for. While it answers
/// nothing but throttling, single calls look whether it is over, ever more rarely, down to one in ten seconds.
///
/// Work is measured over windows of half a second or longer, until as many calls have ended as are allowed at once. A
/// window holds one halving at most, and throttling of calls that began before a halving does not count again.
///
/// One for each endpoint, so that none slows another. Safe for concurrent use; waiting can be cancelled.
public final class Governor {

    private static final int FIRST = 16;
    private static final int MOST = 256;
    private static final long WINDOW_NANOS = Duration.ofMillis(500).toNanos();
    private static final long WINDOW_NANOS_MOST = Duration.ofSeconds(5).toNanos();
    /// The longest pause that a service is granted.
    private static final long ASKED_NANOS_MOST = Duration.ofSeconds(60).toNanos();
    private static final long PROBE_NANOS_MOST = Duration.ofSeconds(10).toNanos();
    /// A call is as much work as this many bytes, so that small and large objects can be measured alike.
    private static final double BYTES_PER_CALL = 64 * 1024;

    private final Env env;
    private final Permits permits;
    /// Permits to be taken out of circulation as calls end.
    private final AtomicInteger surplus = new AtomicInteger();
    private final AtomicLong notBefore;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong moved = new AtomicLong();
    private final AtomicBoolean throttled = new AtomicBoolean();
    private final AtomicBoolean deciding = new AtomicBoolean();
    private volatile boolean contended;
    private final AtomicLong halvings = new AtomicLong();
    private volatile int limit;

    // From here on: only for the task that has set `deciding`.
    private final Climb climb;
    private boolean quiet = true;
    private long windowNanos;
    private long endedBefore;
    private double workBefore;
    private long halvedNanos;
    private long answeredAtHalving;
    private int barrenHalvings;

    /// Begins with 16 calls and goes up to 256.
    public Governor(Env env) {
        this(env, FIRST, MOST);
    }

    /// @param env for time and waiting
    /// @param first calls at once to begin with, at least 1
    /// @param most calls at once, never to be exceeded
    public Governor(Env env, int first, int most) {
        this.env = env;
        this.climb = new Climb(first, most);
        this.permits = env.tasks().permits(first);
        this.limit = first;
        this.windowNanos = env.clock().nanos();
        this.halvedNanos = windowNanos - WINDOW_NANOS;
        this.notBefore = new AtomicLong(windowNanos);
    }

    /// How many calls may be under way at once at present.
    public int limit() {
        return limit;
    }

    /// Waits until a call may begin; [#leave] must follow in any case, unless this throws.
    ///
    /// @return the age of the call, for [#failed]
    long enter() {
        if (!permits.tryAcquire(1)) {
            contended = true;
            permits.acquire(1);
        }
        boolean entered = false;
        try {
            awaitTime();
            entered = true;
            return halvings.get();
        } finally {
            if (!entered) {
                giveBack();
            }
        }
    }

    /// Waits for the time that the service asked for, without being counted as under way: for calls of a task that may
    /// be in the middle of another one, which must not wait for permits.
    ///
    /// @return the age of the call
    long enterUncounted() {
        awaitTime();
        return halvings.get();
    }

    /// The service did what it was asked, or said why it will not.
    void answered() {
        answered.incrementAndGet();
    }

    /// Bytes of a body went through.
    void moved(long bytes) {
        moved.addAndGet(bytes);
    }

    /// The service failed, or refused.
    ///
    /// @param age as the call was given it
    void failed(long age, Failure failure) {
        if (failure.retryAfter().isPresent()) {
            hold(Math.min(ASKED_NANOS_MOST, failure.retryAfter().get().toNanos()));
        }
        switch (failure.failureClass().action()) {
            case SLOW -> {
                if (age == halvings.get()) {
                    throttled.set(true);
                    decide();
                }
            }
            case RETRY -> {
                // Neither is it work nor does it say that there was too much of it.
            }
            case RESTART, FAIL, SKIP, STOP -> answered();
        }
    }

    /// A call is over.
    void leave() {
        giveBack();
        leaveUncounted();
    }

    /// A call that was not counted as under way is over.
    void leaveUncounted() {
        ended.incrementAndGet();
        decide();
    }

    private void awaitTime() {
        for (long wait = notBefore.get() - env.clock().nanos(); wait > 0; wait = notBefore.get()
                - env.clock().nanos()) {
            env.tasks().sleep(Duration.ofNanos(wait));
        }
    }

    private void hold(long nanos) {
        long until = env.clock().nanos() + nanos;
        long before = notBefore.get();
        while (until - before > 0 && !notBefore.compareAndSet(before, until)) {
            before = notBefore.get();
        }
    }

    private void giveBack() {
        int over = surplus.get();
        while (over > 0) {
            if (surplus.compareAndSet(over, over - 1)) {
                return;
            }
            over = surplus.get();
        }
        permits.release(1);
    }

    /// Whoever comes while another task decides leaves it to that one, which looks again for throttling when it is done.
    private void decide() {
        do {
            if (!deciding.compareAndSet(false, true)) {
                return;
            }
            try {
                decide(env.clock().nanos());
            } finally {
                deciding.set(false);
            }
        } while (throttled.get());
    }

    private void decide(long now) {
        if (throttled.getAndSet(false)) {
            quiet = false;
            if (now - halvedNanos >= WINDOW_NANOS) {
                halve(now);
                return;
            }
        }
        long nanos = now - windowNanos;
        if (nanos < WINDOW_NANOS || ended.get() - endedBefore < limit && nanos < WINDOW_NANOS_MOST) {
            return;
        }
        if (quiet) {
            climb.quiet((work() - workBefore) / nanos, contended);
            apply();
        }
        beginWindow(now);
    }

    private void halve(long now) {
        boolean barren = answered.get() == answeredAtHalving && halvings.get() > 0;
        climb.throttled(barren);
        apply();
        halvings.incrementAndGet();
        halvedNanos = now;
        answeredAtHalving = answered.get();
        beginWindow(now);
        barrenHalvings = barren ? barrenHalvings + 1 : 0;
        if (barren) {
            long pause = Math.min(PROBE_NANOS_MOST, WINDOW_NANOS << Math.min(barrenHalvings - 1, 10));
            // Others who wait for the same service shall not come back at the same moment.
            hold((long) (pause * (0.75 + 0.25 * env.entropy().nextFraction())));
        }
    }

    private void beginWindow(long now) {
        windowNanos = now;
        endedBefore = ended.get();
        workBefore = work();
        contended = false;
        quiet = true;
    }

    private double work() {
        return answered.get() * BYTES_PER_CALL + moved.get();
    }

    private void apply() {
        int more = climb.limit() - limit;
        limit = climb.limit();
        for (; more > 0; more--) {
            giveBack();
        }
        for (; more < 0; more++) {
            if (!permits.tryAcquire(1)) {
                surplus.incrementAndGet();
            }
        }
    }
}
