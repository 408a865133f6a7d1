package dev.crossdock.ledger;

import dev.crossdock.transfer.Order;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;

/// Names of runs: when it began, which order it carries out, and something that no other run has; in ascending order
/// of time, such as `20261120T192550Z-0123456789abcdef-89abcdef`.
final class RunName {

    private static final int ORDER_AT = "20261120T192550Z-".length();
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
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(order.normalForm().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ORDER_DIGITS / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void digits(StringBuilder into, int value, int highest) {
        for (int unit = highest; unit > 0; unit /= 10) {
            into.append((char) ('0' + value / unit % 10));
        }
    }
}
