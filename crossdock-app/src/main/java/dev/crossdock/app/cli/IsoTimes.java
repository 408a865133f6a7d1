package dev.crossdock.app.cli;

import java.time.Instant;
import java.time.LocalDate;

/// Writes moments as [Instant#toString] does, for listings with millions of them. Not for concurrent use.
final class IsoTimes {

    private static final int SECONDS_PER_DAY = 86_400;

    private long day = Long.MIN_VALUE;
    private String date = "";

    /// Appends a moment in UTC. Years have four digits: 0 to 9999.
    void append(StringBuilder out, Instant moment) {
        long seconds = moment.getEpochSecond();
        int nanos = moment.getNano();
        long itsDay = Math.floorDiv(seconds, SECONDS_PER_DAY);
        if (itsDay != day) {
            day = itsDay;
            date = LocalDate.ofEpochDay(itsDay).toString();
        }
        int ofDay = (int) (seconds - itsDay * SECONDS_PER_DAY);
        out.append(date).append('T');
        twoDigits(out, ofDay / 3600);
        out.append(':');
        twoDigits(out, ofDay / 60 % 60);
        out.append(':');
        twoDigits(out, ofDay % 60);
        if (nanos != 0) {
            fraction(out, nanos);
        }
        out.append('Z');
    }

    private static void twoDigits(StringBuilder out, int value) {
        out.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }

    /// Three, six or nine digits, as many as are needed.
    private static void fraction(StringBuilder out, int nanos) {
        int digits = nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
        out.append('.');
        int divisor = 100_000_000;
        for (int i = 0; i < digits; i++) {
            out.append((char) ('0' + nanos / divisor % 10));
            divisor /= 10;
        }
    }
}
