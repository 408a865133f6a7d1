package dev.crossdock.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// Which bytes may stand where in the head of a message (RFC 9110 and 9112).
final class HeadSyntax {

    /// For each ASCII character that may stand in a name, its lower case; else 0.
    static final byte[] TOKEN = tokenTable();

    /// Where the three digits of the status begin.
    static final int STATUS_AT = "HTTP/1.x ".length();

    private static final byte[] START = "HTTP/1.".getBytes(ISO_8859_1);

    private HeadSyntax() {}

    /// Whether the bytes so far can still become a head; false for other protocols' greetings.
    static boolean plausible(byte[] bytes, int count) {
        for (int i = 0; i < Math.min(count, START.length); i++) {
            if (bytes[i] != START[i]) {
                return false;
            }
        }
        return true;
    }

    /// Where the head ends, after its empty line, or -1.
    static int end(byte[] bytes, int from, int to) {
        for (int i = Math.max(from, 2); i < to; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    static boolean blank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    /// A value as text: UTF-8 where the bytes are valid UTF-8, else ISO-8859-1.
    static String text(byte[] bytes, int start, int end) {
        var text = new String(bytes, start, end - start, UTF_8);
        if (text.indexOf('\uFFFD') < 0 || Arrays.equals(text.getBytes(UTF_8), Arrays.copyOfRange(bytes, start, end))) {
            return text;
        }
        return new String(bytes, start, end - start, ISO_8859_1);
    }

    private static byte[] tokenTable() {
        var table = new byte[128];
        for (char c = '0'; c <= '9'; c++) {
            table[c] = (byte) c;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            table[c] = (byte) c;
            table[c - 32] = (byte) c;
        }
        for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
            table[c] = (byte) c;
        }
        return table;
    }
}
