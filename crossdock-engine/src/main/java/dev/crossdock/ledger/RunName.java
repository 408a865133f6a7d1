package dev.crossdock.ledger;

import dev.crossdock.transfer.Order;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;

/// Names of runs: when it began, which order it carries out, and something that no other run has; in ascending order
/// of time, such as `20261120T192550123Z-0123456789abcdef-89abcdef`.
final class RunName {

    private static final int ORDER_AT = "20261120T192550123Z-".length();
    private static final int ORDER_DIGITS = 16;
    private static final int LENGTH = ORDER_AT + ORDER_DIGITS + "-89abcdef".length();

    private RunName() {}

    static String of(Instant start, String orderHash, long random) {
        LocalDateTime time = LocalDateTime.ofInstant(start, ZoneOffset.UTC);
        StringBuilder name = new StringBuilder(LENGTH);
        digits(name, time.getYear(), 1_000);
        digits(name, time.getMonthValue(), 10);
        digits(name, time.getDayOfMonth(), 10);
        name.append('T');
        digits(name, time.getHour(), 10);
        digits(name, time.getMinute(), 10);
        digits(name, time.getSecond(), 10);
        // Of two runs begun within a second, the later one is the later one by name, too.
        digits(name, time.getNano() / 1_000_000, 100);
        return name.append("Z-").append(orderHash).append('-').append(HexFormat.of().toHexDigits((int) random))
                .toString();
    }

    static boolean wellFormed(String name) {
        return name.length() == LENGTH && name.charAt(ORDER_AT - 1) == '-'
                && name.charAt(ORDER_AT + ORDER_DIGITS) == '-';
    }

    static boolean isOf(String name, String orderHash) {
        return wellFormed(name) && name.startsWith(orderHash, ORDER_AT);
    }

    /// The first digits of the SHA-256 of an order's normal form.
    static String hash(Order order) {
        return TextDigest.of(order.normalForm(), ORDER_DIGITS);
    }

    private static void digits(StringBuilder into, int value, int highest) {
        for (int unit = highest; unit > 0; unit /= 10) {
            into.append((char) ('0' + value / unit % 10));
        }
    }
}
