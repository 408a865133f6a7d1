package dev.crossdock.s3;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/// Room in which the texts of one signature are put together: the canonical request, then the string to sign.
/// Used again and again, by one caller at a time.
final class SigningText {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private final MessageDigest digest = HmacKey.sha256();
    private final StringBuilder names = new StringBuilder(128);
    private byte[] text = new byte[2048];
    private int length;

    /// Writes the canonical request.
    ///
    /// @param headers lower-case names and values in turn, sorted by name, without host
    void request(String method, CharSequence path, CharSequence query, String host, List<String> headers,
            String payload) {
        length = 0;
        names.setLength(0);
        line(method);
        line(path);
        line(query);
        boolean hosted = false;
        for (int i = 0; i < headers.size(); i += 2) {
            String name = headers.get(i);
            if (!hosted && name.compareTo("host") > 0) {
                hosted = true;
                header("host", host);
            }
            header(name, headers.get(i + 1));
        }
        if (!hosted) {
            header("host", host);
        }
        put((byte) '\n');
        line(names);
        append(payload);
    }

    /// Names of the headers in the last canonical request, joined by `;`.
    CharSequence signedHeaders() {
        return names;
    }

    /// Replaces the canonical request by the string to sign over it.
    ///
    /// @return the signature, in hexadecimal
    String signature(String algorithm, String timestamp, SigningDay day) {
        digest.update(text, 0, length);
        byte[] hash = digest.digest();
        length = 0;
        line(algorithm);
        line(timestamp);
        line(day.scope());
        room(64);
        hex(hash, text, length);
        length += 64;
        return hex(day.key().sign(text, length));
    }

    static String hex(byte[] hash) {
        byte[] out = new byte[hash.length * 2];
        hex(hash, out, 0);
        return new String(out, StandardCharsets.ISO_8859_1);
    }

    private static void hex(byte[] hash, byte[] out, int offset) {
        int at = offset;
        for (byte each : hash) {
            out[at] = HEX[each >> 4 & 0xf];
            out[at + 1] = HEX[each & 0xf];
            at += 2;
        }
    }

    private void header(String name, String value) {
        names.append(names.isEmpty() ? "" : ";").append(name);
        append(name);
        put((byte) ':');
        folded(value);
        put((byte) '\n');
    }

    /// Appends a value as signatures see it: without blanks around it, and with single blanks inside.
    private void folded(String value) {
        int from = length;
        append(value);
        int to = from;
        boolean blank = true;
        for (int i = from; i < length; i++) {
            boolean here = text[i] == ' ';
            if (!here || !blank) {
                text[to] = text[i];
                to++;
            }
            blank = here;
        }
        length = to > from && text[to - 1] == ' ' ? to - 1 : to;
    }

    private void line(CharSequence line) {
        append(line);
        put((byte) '\n');
    }

    /// Appends text whose characters are below 256: everything else was encoded before.
    private void append(CharSequence more) {
        int count = more.length();
        room(count + 1);
        for (int i = 0; i < count; i++) {
            text[length + i] = (byte) more.charAt(i);
        }
        length += count;
    }

    private void put(byte each) {
        room(1);
        text[length] = each;
        length++;
    }

    private void room(int more) {
        if (length + more > text.length) {
            text = Arrays.copyOf(text, Math.max(2 * text.length, length + more));
        }
    }
}
