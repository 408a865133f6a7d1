package dev.crossdock.store;

import dev.crossdock.env.Env;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Keeps repeats to a small share of first tries, for one endpoint: a repeat costs one token, a first try earns a
/// tenth. With no token left, repeats wait and go out one per second, so an outage is probed and not stormed.
public final class RetryBudget {

    private static final long COST = 10;
    private static final long MOST = 100 * COST;
    private static final long PROBE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Env env;
    private final AtomicLong tenths = new AtomicLong(MOST);
    private final AtomicLong nextProbe;

    /// A budget of 100 tokens.
    public RetryBudget(Env env) {
        this.env = env;
        this.nextProbe = new AtomicLong(env.clock().nanos());
    }

    /// Notes a first try.
    public void earn() {
        if (tenths.get() < MOST) {
            tenths.incrementAndGet();
        }
    }

    /// Pays for a repeat. While there is no token it waits for its turn, or for a token that others have earned
    /// meanwhile: a crowd that an outage has lined up goes on when it is over, and not one per second.
    public void spend() {
        if (paid()) {
            return;
        }
        long now = env.clock().nanos();
        long turn = nextProbe.accumulateAndGet(now, (last, present) -> Math.max(last + PROBE_NANOS, present));
        for (long left = turn - now; left > 0 && !paid(); left = turn - env.clock().nanos()) {
            env.tasks().sleep(Duration.ofNanos(Math.min(left, PROBE_NANOS)));
        }
    }

    private boolean paid() {
        long left = tenths.get();
        while (left >= COST) {
            if (tenths.compareAndSet(left, left - COST)) {
                return true;
            }
            left = tenths.get();
        }
        return false;
    }
}
