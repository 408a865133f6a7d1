package dev.crossdock.app.cli;

import java.time.Duration;
import java.util.Optional;

/// How fast a run is, evened out over about ten seconds: what was long ago counts ever less. For one task at a time.
final class Pace {

    private static final double SECONDS_REMEMBERED = 10;

    private final Rate copied = new Rate();
    private final Rate objects = new Rate();
    private final Rate bytes = new Rate();

    /// Something that grows.
    private static final class Rate {

        private double sum;
        private double weight;
        private long last;

        /// The weight makes the first seconds a plain mean, instead of a slow climb from zero.
        void note(long total, double seconds) {
            double remembered = Math.exp(-seconds / SECONDS_REMEMBERED);
            sum = sum * remembered + (1 - remembered) * (total - last) / seconds;
            weight = weight * remembered + (1 - remembered);
            last = total;
        }

        double perSecond() {
            return weight == 0 ? 0 : sum / weight;
        }

        double seconds(long due) {
            return due <= 0 ? 0 : due / Math.max(perSecond(), Double.MIN_NORMAL);
        }
    }

    /// Takes note of how much was done from the beginning up to now.
    ///
    /// @param copiedBytes of objects that were copied
    /// @param carriedObjects that were due and came to an end, whichever
    /// @param carriedBytes their size
    /// @param since the last time; if zero, nothing is noted
    void note(long copiedBytes, long carriedObjects, long carriedBytes, Duration since) {
        double seconds = since.toNanos() / 1e9;
        if (seconds > 0) {
            copied.note(copiedBytes, seconds);
            objects.note(carriedObjects, seconds);
            bytes.note(carriedBytes, seconds);
        }
    }

    /// Bytes copied in a second, of late.
    long bytesPerSecond() {
        return Math.round(copied.perSecond());
    }

    /// How long the rest takes at this pace: by its objects or by its bytes, whichever is longer. Empty while nothing
    /// moves.
    Optional<Duration> left(long dueObjects, long dueBytes) {
        double seconds = Math.max(objects.seconds(dueObjects), bytes.seconds(dueBytes));
        // Above a year it is no forecast.
        return seconds < 365 * 86_400.0 ? Optional.of(Duration.ofSeconds((long) Math.ceil(seconds))) : Optional.empty();
    }
}
