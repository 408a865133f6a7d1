package dev.crossdock.app.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Sizes and times as people write them. A unit is always needed: a bare number means seconds to one person and
/// milliseconds to the next.
public final class Amounts {

    /// What a size looks like.
    public static final String SIZE_FORM = "a whole number with a unit, B, KiB, MiB, GiB or TiB (K, M, G, T mean the"
            + " same), such as 50MiB";

    /// What a time looks like.
    public static final String TIME_FORM = "whole numbers with units, s, m, h, d or w, such as 90s or 1h30m";

    private static final Map<String, Long> BYTES = Map.of("B", 1L, "K", 1L << 10, "KiB", 1L << 10, "M", 1L << 20,
            "MiB", 1L << 20, "G", 1L << 30, "GiB", 1L << 30, "T", 1L << 40, "TiB", 1L << 40);

    private static final Map<String, Long> SECONDS = Map.of("s", 1L, "m", 60L, "h", 3_600L, "d", 86_400L,
            "w", 7 * 86_400L);

    /// A thousand years: longer ones are a mistake.
    private static final long SECONDS_MAX = 365_000 * 86_400L;

    private Amounts() {}

    /// Bytes of a size such as `8MiB`.
    ///
    /// @return empty if it is none, or above what a long holds
    public static OptionalLong sizeBytes(String text) {
        int unit = digits(text, 0);
        return product(text.substring(0, unit), BYTES.get(text.substring(unit)));
    }

    /// Bytes per second of a rate such as `50MiB` or `50MiB/s`.
    ///
    /// @return empty if it is none
    public static OptionalLong bytesPerSecond(String text) {
        return sizeBytes(text.endsWith("/s") ? text.substring(0, text.length() - 2) : text);
    }

    /// A time such as `1h30m`.
    ///
    /// @return empty if it is none, or above a thousand years
    public static Optional<Duration> duration(String text) {
        long sum = 0;
        int at = 0;
        while (at < text.length()) {
            int unit = digits(text, at);
            int end = letters(text, unit);
            OptionalLong part = product(text.substring(at, unit), SECONDS.get(text.substring(unit, end)));
            if (part.isEmpty() || part.getAsLong() > SECONDS_MAX - sum) {
                return Optional.empty();
            }
            sum += part.getAsLong();
            at = end;
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(Duration.ofSeconds(sum));
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static int letters(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static OptionalLong product(String number, @org.jspecify.annotations.Nullable Long unit) {
        if (unit == null || number.isEmpty() || number.length() > 18) {
            return OptionalLong.empty();
        }
        long factor = Long.parseLong(number);
        return factor > Long.MAX_VALUE / unit ? OptionalLong.empty() : OptionalLong.of(factor * unit);
    }
}
