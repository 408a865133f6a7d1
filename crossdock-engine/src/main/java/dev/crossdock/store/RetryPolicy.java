package dev.crossdock.store;

import java.time.Duration;

/// How often and after which pauses something is repeated: full jitter, a random time up to an exponentially growing
/// bound, so that many who failed together do not come back together.
///
/// @param attemptsMax how often it is tried in all, at least 1
/// @param base bound of the first pause
/// @param cap bound that later pauses never exceed, unless the service asks for more
public record RetryPolicy(int attemptsMax, Duration base, Duration cap) {

    /// For single calls: seconds.
    public static final RetryPolicy CALLS = new RetryPolicy(4, Duration.ofMillis(100), Duration.ofSeconds(5));
    /// For whole items.
    public static final RetryPolicy ITEMS = new RetryPolicy(4, Duration.ofMillis(500), Duration.ofSeconds(20));
    /// The longest pause that a service is granted.
    private static final Duration ASKED_MOST = Duration.ofSeconds(60);

    /// Checks the number.
    public RetryPolicy {
        if (attemptsMax < 1) {
            throw new IllegalArgumentException(attemptsMax + " attempts");
        }
    }

    /// The pause before the next attempt.
    ///
    /// @param failed attempts so far, at least 1
    /// @param failure of the last one
    /// @param fraction random, from 0 to 1
    public Duration pause(int failed, Failure failure, double fraction) {
        long bound = Math.min(cap.toNanos(), base.toNanos() << Math.min(failed - 1, 20));
        if (failure.failureClass() == FailureClass.THROTTLED) {
            bound = Math.min(cap.toNanos(), bound * 4);
        }
        Duration jittered = Duration.ofNanos((long) (bound * fraction));
        Duration asked = failure.retryAfter().orElse(Duration.ZERO);
        return asked.compareTo(jittered) <= 0 ? jittered : asked.compareTo(ASKED_MOST) < 0 ? asked : ASKED_MOST;
    }
}
