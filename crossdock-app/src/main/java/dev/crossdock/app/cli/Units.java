package dev.crossdock.app.cli;

import java.time.Duration;

/// Numbers as people read them.
final class Units {

    private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Units() {}

    /// A size with one digit after the point, in powers of 1024.
    static String bytes(long size) {
        if (size < 1024) {
            return size + " B";
        }
        int unit = 0;
        double value = size;
        while (value >= 1024 && unit < BYTES.length - 1) {
            value /= 1024;
            unit++;
        }
        long tenths = Math.round(value * 10);
        return tenths / 10 + "." + tenths % 10 + ' ' + BYTES[unit];
    }

    /// A time to the tenth of a second, or in minutes and seconds.
    static String duration(Duration time) {
        long tenths = time.toMillis() / 100;
        return tenths < 600 ? tenths / 10 + "." + tenths % 10 + " s" : tenths / 600 + " min " + tenths / 10 % 60 + " s";
    }
}
