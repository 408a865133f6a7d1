package dev.crossdock.env;

import java.io.IOException;
import java.nio.channels.Channel;
import java.util.concurrent.atomic.AtomicLong;

/// The moment at which a channel is closed unless the wait on it has ended by then. Who changes the state first, the
/// waiting thread or the watchdog, decides whether the time was up; so a wait is never both in time and late.
final class Deadline {

    /// No wait is under way.
    static final long NONE = Long.MAX_VALUE;

    private static final long EXPIRED = Long.MIN_VALUE;

    private final Channel channel;
    private final Watchdog watchdog;
    private final AtomicLong at = new AtomicLong(NONE);

    Deadline(Channel channel, Watchdog watchdog) {
        this.channel = channel;
        this.watchdog = watchdog;
    }

    void arm(long moment) {
        at.set(moment);
        watchdog.expect(moment);
    }

    /// Ends the wait.
    ///
    /// @return false if the time was up, in which case the channel is closed or about to be
    boolean disarm() {
        long moment = at.get();
        return moment != EXPIRED && at.compareAndSet(moment, NONE);
    }

    /// The moment of the present wait, else [#NONE]. A wait that is over by `now` is ended by closing the channel.
    long check(long now) {
        long moment = at.get();
        if (moment == EXPIRED) {
            return NONE;
        }
        if (moment > now) {
            return moment;
        }
        if (at.compareAndSet(moment, EXPIRED)) {
            try {
                channel.close();
            } catch (IOException ignored) {
                // It is closed all the same, and the waiting thread reports that the time was up.
            }
            return NONE;
        }
        return now;
    }
}
