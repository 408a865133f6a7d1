package dev.crossdock.store;

/// Decides how many calls may be under way at once, from what it is told of each window of time.
///
/// | seen | then |
/// |---|---|
/// | nobody had to wait | nothing: more would not be used |
/// | a higher number did more work | it is the best known, and a still higher one is tried, in steps that double |
/// | it did not | back to the best known; between the two the middle is tried, until they are close |
/// | throttling | half as many at once; after a quiet window back to the best known, if that is lower |
/// | throttling and nothing else | half as many; what was known is forgotten, since it says nothing of the number |
/// | settled for a while | a slightly higher number is tried |
///
/// Not for concurrent use.
final class Climb {

    /// How close a number that is too high is looked for, and how far above the best a settled climb tries: one in this
    /// many.
    private static final int CLOSE = 16;

    /// Windows before a settled climb tries something higher.
    private static final int SETTLED_WINDOWS = 20;

    /// Which share of the work that more calls could do at best has to be seen.
    private static final double WORTH = 0.3;

    private final int most;
    private int limit;
    /// The highest number that was worth it, and the work per second that it did; zero if not known.
    private int best;
    private double bestRate;
    /// The lowest number that was too high.
    private int ceiling;
    private int step;
    private boolean settled;
    private int settledWindows;

    /// @param first to begin with
    /// @param most never to be exceeded
    Climb(int first, int most) {
        if (first < 1 || most < first) {
            throw new IllegalArgumentException("from " + first + " to " + most + " calls at once");
        }
        this.most = most;
        this.limit = first;
        this.ceiling = most + 1;
        this.step = first;
    }

    int limit() {
        return limit;
    }

    /// A window without throttling has ended.
    ///
    /// @param rate work done per second
    /// @param contended whether anybody had to wait
    void quiet(double rate, boolean contended) {
        if (!contended) {
            return;
        }
        if (limit > best) {
            judge(rate);
            return;
        }
        if (limit < best) {
            limit = best;
            bestRate = 0;
            return;
        }
        bestRate = bestRate == 0 ? rate : (bestRate + rate) / 2;
        if (!settled) {
            advance();
            return;
        }
        settledWindows++;
        if (settledWindows >= SETTLED_WINDOWS) {
            ceiling = most + 1;
            step = close();
            advance();
        }
    }

    /// The service asked for less.
    ///
    /// @param barren whether it answered nothing else since the last time
    void throttled(boolean barren) {
        settled = false;
        if (barren) {
            best = 0;
            bestRate = 0;
            ceiling = most + 1;
            limit = Math.max(1, limit / 2);
            step = limit;
            return;
        }
        ceiling = limit;
        if (best >= limit) {
            best = limit - Math.max(1, limit / CLOSE);
            bestRate = 0;
        }
        limit = Math.max(1, limit / 2);
    }

    private void judge(double rate) {
        double hoped = bestRate * limit / Math.max(1, best);
        if (rate >= bestRate + (hoped - bestRate) * WORTH) {
            best = limit;
            bestRate = rate;
            advance();
            return;
        }
        ceiling = limit;
        limit = best;
        bestRate = 0;
    }

    private void advance() {
        settled = best >= most || ceiling - best <= close() && ceiling <= most;
        settledWindows = 0;
        if (settled) {
            limit = best;
        } else if (ceiling <= most) {
            limit = best + (ceiling - best) / 2;
        } else {
            limit = Math.min(most, best + step);
            step = Math.min(most, step * 2);
        }
    }

    private int close() {
        return Math.max(1, best / CLOSE);
    }
}
