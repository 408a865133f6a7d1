package dev.crossdock.plan;

import dev.crossdock.object.Keys;
import dev.crossdock.store.ConfigurationException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/// Reads the values of filters as people write them. All refusals are CFG_VALUE.
public final class FilterValues {

    private static final String SIZE_UNITS = "kmgtpe";

    /// Beyond this no file or object is old.
    private static final Duration AGE_MAX = Duration.ofDays(365_000);

    /// A count of seconds below that has fewer.
    private static final int AGE_DIGITS_MAX = 12;

    /// Numbers of so many digits are a mistake, and slow to calculate with.
    private static final int DIGITS_MAX = 30;

    private FilterValues() {}

    /// A number of bytes, or of powers of 1024 with `k`, `Ki` or `KiB` and so on to `E`, in any case. Parts of a byte
    /// are dropped.
    static long sizeBytes(String option, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < lower.length() && (digit(lower.charAt(end)) || lower.charAt(end) == '.')) {
            end++;
        }
        int shift = shift(lower.substring(end));
        BigDecimal number = number(lower.substring(0, end));
        if (shift < 0 || number.signum() < 0) {
            throw refused(option, text, "no size", "give bytes, or powers of 1024 as 10k, 1.5M or 2Gi");
        }
        BigDecimal bytes = number.multiply(BigDecimal.valueOf(1L << shift)).setScale(0, RoundingMode.DOWN);
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw refused(option, text, "too large", "give at most 8E less one byte");
        }
        return bytes.longValueExact();
    }

    /// A sequence of whole numbers with their units, such as `7d` or `1h30m`.
    static Duration age(String option, String text) {
        Duration age = Duration.ZERO;
        int at = 0;
        do {
            int end = at;
            while (end < text.length() && digit(text.charAt(end))) {
                end++;
            }
            long seconds = end == text.length() ? -1 : unitSeconds(text.charAt(end));
            if (seconds < 0 || end == at) {
                throw refused(option, text, "no age",
                        "give whole numbers with the units s, m, h, d or w, as 30s, 24h, 7d or 1h30m");
            }
            age = end - at > AGE_DIGITS_MAX ? AGE_MAX : age.plusSeconds(Long.parseLong(text, at, end, 10) * seconds);
            if (age.compareTo(AGE_MAX) >= 0) {
                throw refused(option, text, "too long", "give less than 1000 years");
            }
            at = end + 1;
        } while (at < text.length());
        return age;
    }

    /// A date, which is its first instant, or a time; in UTC unless the time says otherwise.
    ///
    /// @param option that it is a value of, for messages
    /// @throws ConfigurationException CFG_VALUE if it is neither
    public static Instant instant(String option, String text) {
        try {
            if (!text.isEmpty() && !digit(text.charAt(0))) {
                throw new DateTimeException("a sign, which only years far from all objects have");
            }
            if (text.indexOf('T') < 0) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            int zone = Math.max(text.indexOf('Z'), Math.max(text.indexOf('+'), text.indexOf('-', text.indexOf('T'))));
            return zone < 0 ? LocalDateTime.parse(text).toInstant(ZoneOffset.UTC) : Instant.parse(text);
        } catch (DateTimeException e) {
            throw refused(option, text, "no date or time",
                    "give it as 2026-11-21 or 2026-11-21T19:30:00Z; without a zone it is UTC");
        }
    }

    /// A name of letters, digits, `_`, `-` and `.`, in capitals.
    static String storageClass(String option, String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each <= ' ' || each >= 0x7f || !Character.isLetterOrDigit(each) && "_-.".indexOf(each) < 0) {
                throw refused(option, text, "no storage class",
                        "give one such as STANDARD_IA; repeat the option for more");
            }
        }
        if (text.isEmpty()) {
            throw refused(option, text, "no storage class", "give one such as STANDARD_IA");
        }
        return text.toUpperCase(Locale.ROOT);
    }

    /// The power of two that a unit in small letters stands for, or -1.
    private static int shift(String unit) {
        if (unit.isEmpty() || unit.equals("b")) {
            return 0;
        }
        int index = SIZE_UNITS.indexOf(unit.charAt(0));
        boolean known = unit.length() == 1 || unit.substring(1).equals("i") || unit.substring(1).equals("ib");
        return index < 0 || !known ? -1 : 10 * (index + 1);
    }

    /// A number of digits with one point between them at most, or -1.
    private static BigDecimal number(String digits) {
        int point = digits.indexOf('.');
        boolean plain = point < 0 || point > 0 && point < digits.length() - 1 && digits.indexOf('.', point + 1) < 0;
        return plain && !digits.isEmpty() && digits.length() <= DIGITS_MAX
                ? new BigDecimal(digits)
                : BigDecimal.ONE.negate();
    }

    private static long unitSeconds(char unit) {
        return switch (unit) {
            case 's' -> 1;
            case 'm' -> 60;
            case 'h' -> 3_600;
            case 'd' -> 86_400;
            case 'w' -> 7 * 86_400;
            default -> -1;
        };
    }

    private static boolean digit(char each) {
        return each >= '0' && each <= '9';
    }

    private static ConfigurationException refused(String option, String text, String why, String remedy) {
        return new ConfigurationException("CFG_VALUE", option + ' ' + Keys.printable(text) + " is " + why, remedy);
    }
}
