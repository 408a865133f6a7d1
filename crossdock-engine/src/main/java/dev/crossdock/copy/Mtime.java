package dev.crossdock.copy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// The time of last modification of a file as metadata of an object, in the form that rclone gives it: seconds since
/// 1970 with as many decimals as needed, such as `1700000000.123456789`.
final class Mtime {

    /// Its name among the metadata.
    static final String NAME = "mtime";

    private static final int DECIMALS = 9;
    /// Beyond this the seconds are no time, and would not fit a file either.
    private static final int DIGITS_MAX = 11;

    private Mtime() {}

    static String text(Instant time) {
        boolean before = time.getEpochSecond() < 0;
        long seconds = before && time.getNano() > 0 ? time.getEpochSecond() + 1 : time.getEpochSecond();
        int nanos = before && time.getNano() > 0 ? 1_000_000_000 - time.getNano() : time.getNano();
        StringBuilder out = new StringBuilder(24).append(before ? "-" : "").append(Math.abs(seconds));
        if (nanos > 0) {
            String decimals = Integer.toString(1_000_000_000 + nanos).substring(1);
            int end = DECIMALS;
            while (decimals.charAt(end - 1) == '0') {
                end--;
            }
            out.append('.').append(decimals, 0, end);
        }
        return out.toString();
    }

    /// Reads such a text; empty if it is none.
    static Optional<Instant> parse(String text) {
        boolean before = text.startsWith("-");
        String digits = before ? text.substring(1) : text;
        int point = digits.indexOf('.');
        String seconds = point < 0 ? digits : digits.substring(0, point);
        String decimals = point < 0 ? "" : digits.substring(point + 1);
        if (seconds.isEmpty() || seconds.length() > DIGITS_MAX || !onlyDigits(seconds) || !onlyDigits(decimals)) {
            return Optional.empty();
        }
        String nanos = (decimals + "000000000").substring(0, DECIMALS);
        long sign = before ? -1 : 1;
        try {
            return Optional.of(Instant.ofEpochSecond(sign * Long.parseLong(seconds), sign * Long.parseLong(nanos)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean onlyDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
