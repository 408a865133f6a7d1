package dev.crossdock.gcs;

import java.time.Instant;
import java.util.Optional;

/// Times as services write them. Whatever is garbage, or outside of the years 1970 to 9998, counts as unknown.
final class Times {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Times() {}

    /// The fixed form of HTTP (RFC 9110, section 5.6.7): `Fri, 24 May 2013 00:00:00 GMT`.
    static Optional<Instant> http(String text) {
        if (text.length() != 29 || !text.endsWith(" GMT") || text.charAt(3) != ',') {
            return Optional.empty();
        }
        int month = MONTHS.indexOf(text.substring(8, 11));
        if (month < 0 || month % 3 != 0) {
            return Optional.empty();
        }
        return time(digits(text, 12, 4), month / 3 + 1, digits(text, 5, 2), text, 17, 0);
    }

    /// The form of ISO 8601 that listings use: `2013-05-24T00:00:00.000Z`, with or without a fraction.
    static Optional<Instant> iso(String text) {
        int length = text.length();
        if (length < 20 || length > 30 || text.charAt(length - 1) != 'Z' || text.charAt(10) != 'T') {
            return Optional.empty();
        }
        int nanos = 0;
        if (length > 20) {
            int count = length - 21;
            nanos = text.charAt(19) == '.' && count > 0 ? digits(text, 20, count) : -1;
            for (int i = count; i < 9 && nanos > 0; i++) {
                nanos *= 10;
            }
        }
        return time(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2), text, 11, nanos);
    }

    private static Optional<Instant> time(int year, int month, int day, String text, int clock, int nanos) {
        int hour = digits(text, clock, 2);
        int minute = digits(text, clock + 3, 2);
        int second = digits(text, clock + 6, 2);
        if (year < 1970 || year > 9998 || month < 1 || month > 12 || day < 1 || day > daysOf(year, month) || hour < 0
                || hour > 23
                || minute < 0 || minute > 59 || second < 0 || second > 60 || nanos < 0) {
            return Optional.empty();
        }
        long seconds = ((epochDay(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
        return Optional.of(Instant.ofEpochSecond(seconds, nanos));
    }

    private static int daysOf(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : DAYS[month - 1];
    }

    /// Days since 1970 in the Gregorian calendar, counting years from March, so that the leap day is the last one.
    private static long epochDay(int year, int month, int day) {
        int shifted = month <= 2 ? year - 1 : year;
        int monthFromMarch = month <= 2 ? month + 9 : month - 3;
        long days = shifted * 365L + shifted / 4 - shifted / 100 + shifted / 400;
        return days + (monthFromMarch * 153 + 2) / 5 + day - 1 - 719_468;
    }

    private static int digits(String text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
