package dev.crossdock.store;

import dev.crossdock.env.Env;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/// So many units per second, of whoever takes them, in the order in which they ask. A bounded number that was not used
/// may be caught up on. What asks for more than that waits until all of it is covered, and those behind it as well.
final class RateCap {

    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    /// How long a waiting task may go without noticing that the cap was changed.
    private static final long LOOK_AGAIN_NANOS = NANOS_PER_SECOND;

    private final Env env;
    private final long leastBurst;
    private final AtomicReference<Level> level;

    /// No cap yet.
    ///
    /// @param leastBurst units that may be taken at once, however low the cap is
    RateCap(Env env, long leastBurst) {
        this.env = env;
        this.leastBurst = leastBurst;
        this.level = new AtomicReference<>(new Level(0, 0, 0, 0, env.clock().nanos()));
    }

    /// Units per second; 0 for no cap.
    long perSecond() {
        return level.get().perSecond;
    }

    /// @param perSecond units per second; 0 for no cap
    void change(long perSecond) {
        // What a tenth of a second allows may be made up for.
        double burst = Math.max((double) leastBurst, perSecond / 10.0);
        while (true) {
            Level before = level.get();
            if (before.perSecond == perSecond || level.compareAndSet(before,
                    before.at(env.clock().nanos()).changed(perSecond, burst))) {
                return;
            }
        }
    }

    /// Takes units, waiting until the cap allows for them. Who is cancelled meanwhile has taken none.
    void take(long units) {
        long due = charge(units);
        boolean taken = false;
        try {
            for (long wait = waitNanos(due); wait > 0; wait = waitNanos(due)) {
                env.tasks().sleep(Duration.ofNanos(Math.min(wait, LOOK_AGAIN_NANOS)));
            }
            taken = true;
        } finally {
            if (!taken) {
                giveBack(units);
            }
        }
    }

    /// The sum of units, counted from the beginning, that must be covered before these may be used.
    private long charge(long units) {
        while (true) {
            Level before = level.get();
            if (before.perSecond == 0) {
                return before.charged;
            }
            Level after = before.at(env.clock().nanos()).charged(units);
            if (level.compareAndSet(before, after)) {
                return after.charged;
            }
        }
    }

    private void giveBack(long units) {
        Level before = level.get();
        while (!level.compareAndSet(before, before.at(env.clock().nanos()).covered(units))) {
            before = level.get();
        }
    }

    private long waitNanos(long due) {
        Level present = level.get();
        if (present.perSecond == 0) {
            return 0;
        }
        double missing = due - present.at(env.clock().nanos()).covered;
        return missing <= 0 ? 0 : (long) Math.ceil(missing / present.perSecond * NANOS_PER_SECOND);
    }

    /// How far things are at a moment.
    ///
    /// @param perSecond the cap; 0 for none
    /// @param burst how far `covered` may be ahead of `charged`
    /// @param charged units asked for, from the beginning
    /// @param covered units that time has allowed for
    /// @param atNanos the moment
    private record Level(long perSecond, double burst, long charged, double covered, long atNanos) {

        Level at(long nowNanos) {
            double seconds = (double) Math.max(0, nowNanos - atNanos) / NANOS_PER_SECOND;
            return new Level(perSecond, burst, charged, most(covered + perSecond * seconds, burst),
                    Math.max(nowNanos, atNanos));
        }

        Level charged(long units) {
            return new Level(perSecond, burst, charged + units, covered, atNanos);
        }

        Level covered(long units) {
            return new Level(perSecond, burst, charged, most(covered + units, burst), atNanos);
        }

        Level changed(long otherPerSecond, double otherBurst) {
            // Where there was no cap, nothing is owed.
            double present = perSecond == 0 ? charged + otherBurst : covered;
            return new Level(otherPerSecond, otherBurst, charged, most(present, otherBurst), atNanos);
        }

        private double most(double sum, double ahead) {
            return Math.min(sum, charged + ahead);
        }
    }
}
