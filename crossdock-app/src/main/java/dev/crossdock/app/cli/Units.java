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
        if (tenths >= 10_240 && unit < BYTES.length - 1) {
            return "1.0 " + BYTES[unit + 1];
        }
        return tenths / 10 + "." + tenths % 10 + ' ' + BYTES[unit];
    }

    /// A number with a comma at each thousand.
    static String count(long number) {
        String digits = Long.toString(number);
        StringBuilder text = new StringBuilder(digits.length() + 6);
        for (int i = 0; i < digits.length(); i++) {
            int left = digits.length() - i;
            if (i > 0 && left % 3 == 0 && digits.charAt(i - 1) != '-') {
                text.append(',');
            }
            text.append(digits.charAt(i));
        }
        return text.toString();
    }

    /// A time to the tenth of a second, or the two largest of days, hours, minutes and seconds.
    static String duration(Duration time) {
        long tenths = time.toMillis() / 100;
        if (tenths < 600) {
            return tenths / 10 + "." + tenths % 10 + " s";
        }
        return coarse(tenths / 10);
    }

    /// A time that is not known to the second, such as that which is left.
    static String roughly(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        return seconds < 60 ? seconds + " s" : coarse(seconds);
    }

    /// How long ago something was, in its largest unit only.
    static String age(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min";
        }
        return seconds < 86_400 ? seconds / 3_600 + " h" : seconds / 86_400 + " d";
    }

    private static String coarse(long seconds) {
        if (seconds < 3_600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds < 86_400
                ? seconds / 3_600 + " h " + seconds / 60 % 60 + " min"
                : seconds / 86_400 + " d " + seconds / 3_600 % 24 + " h";
    }
}
