package dev.crossdock.testkit.sim;

import dev.crossdock.env.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// Virtual time, which moves only when every task waits, and a wall clock that may be wrong and jump.
public final class SimClock implements Clock {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Scheduler scheduler;
    private final TreeMap<Long, Duration> jumps = new TreeMap<>();
    private Duration skew = Duration.ZERO;

    SimClock(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public Instant now() {
        Instant wall = trueTime().plus(skew);
        for (Map.Entry<Long, Duration> jump : jumps.headMap(scheduler.nanos(), true).entrySet()) {
            wall = wall.plus(jump.getValue());
        }
        return wall;
    }

    @Override
    public long nanos() {
        return scheduler.nanos();
    }

    /// What a right wall clock would show: what simulated servers go by.
    public Instant trueTime() {
        return START.plusNanos(scheduler.nanos());
    }

    /// From now on the wall clock is wrong by `by`, which may be negative.
    public void skew(Duration by) {
        skew = by;
    }

    /// The wall clock jumps by `by`, forwards or backwards, once `after` from now has passed.
    public void jump(Duration after, Duration by) {
        jumps.merge(scheduler.after(after.toNanos()), by, Duration::plus);
    }
}
