package dev.crossdock.testkit.engine;

import dev.crossdock.env.Env;
import dev.crossdock.env.Permits;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Body;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Operation;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import dev.crossdock.testkit.store.WrappedStore;
import java.time.Duration;
import java.util.Optional;

/// A service with a time that each call takes, so many calls that it works on at once while others wait, and as the
/// test wants it, ways to ask for fewer. Belongs to one simulation.
final class RationedStore extends WrappedStore {

    private static final Duration REFUSAL = Duration.ofMillis(5);
    private static final double BURST_SECONDS = 0.1;

    private final Env env;
    private final Duration latency;
    private final Permits desks;
    private double perSecond = Double.MAX_VALUE;
    private int atOnceMost = Integer.MAX_VALUE;
    private Storm storm = new Storm(0, 0, 0);
    private Optional<Duration> retryAfter = Optional.empty();
    private double left = Double.MAX_VALUE;
    private long leftNanos;
    private int atOnce;

    private long requests;
    private long answered;
    private long throttled;
    private int atOncePeak;

    /// A time of throttling.
    ///
    /// @param share of the requests that it hits
    record Storm(long fromNanos, long toNanos, double share) {}

    /// @param desks how many calls are worked on at once
    RationedStore(Env env, ObjectStore inner, Duration latency, int desks) {
        super(inner);
        this.env = env;
        this.latency = latency;
        this.desks = env.tasks().permits(desks);
    }

    /// Throttles what comes faster.
    RationedStore throttlingAbove(double requestsPerSecond) {
        perSecond = requestsPerSecond;
        return this;
    }

    /// Throttles what comes while that many are under way.
    RationedStore throttlingBeyond(int callsAtOnce) {
        atOnceMost = callsAtOnce;
        return this;
    }

    RationedStore throttlingIn(Storm time) {
        storm = time;
        return this;
    }

    RationedStore askingFor(Duration pause) {
        retryAfter = Optional.of(pause);
        return this;
    }

    @Override
    public Optional<ObjectStat> stat(String key) throws StoreException {
        serve(Operation.STAT);
        return super.stat(key);
    }

    @Override
    public ObjectReader read(String key, ReadOptions options) throws StoreException {
        serve(Operation.READ);
        return super.read(key, options);
    }

    @Override
    public Written write(String key, WriteOptions options, Body body) throws StoreException {
        serve(Operation.WRITE);
        return super.write(key, options, body);
    }

    private void serve(Operation operation) throws StoreException {
        requests++;
        atOnce++;
        try {
            atOncePeak = Math.max(atOncePeak, atOnce);
            if (refused()) {
                throttled++;
                env.tasks().sleep(REFUSAL);
                throw new StoreException(new Failure(FailureCode.THROTTLED, operation, name(), "slow down",
                        Optional.empty(), retryAfter));
            }
            desks.acquire(1);
            try {
                env.tasks().sleep(latency);
            } finally {
                desks.release(1);
            }
            answered++;
        } finally {
            atOnce--;
        }
    }

    private boolean refused() {
        long now = env.clock().nanos();
        left = Math.min(Math.max(1, perSecond * BURST_SECONDS), left + perSecond * ((now - leftNanos) / 1e9));
        leftNanos = now;
        if (now >= storm.fromNanos() && now < storm.toNanos() && env.entropy().nextFraction() < storm.share()) {
            return true;
        }
        if (atOnce > atOnceMost || left < 1) {
            return true;
        }
        left--;
        return false;
    }

    long requests() {
        return requests;
    }

    long answered() {
        return answered;
    }

    long throttled() {
        return throttled;
    }

    int atOncePeak() {
        return atOncePeak;
    }
}
