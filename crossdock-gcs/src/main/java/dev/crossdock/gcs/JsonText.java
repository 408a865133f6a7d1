package dev.crossdock.gcs;

import dev.crossdock.object.Keys;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Strings of JSON (RFC 8259, section 7), both ways.
final class JsonText {

    private static final String HEX = "0123456789abcdef";

    private JsonText() {}

    /// Appends a text as a string, in ASCII.
    static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '"' || each == '\\') {
                out.append('\\').append(each);
            } else if (each >= ' ' && each < 0x7f) {
                out.append(each);
            } else {
                out.append("\\u").append(HEX.charAt(each >> 12)).append(HEX.charAt(each >> 8 & 0xf))
                        .append(HEX.charAt(each >> 4 & 0xf)).append(HEX.charAt(each & 0xf));
            }
        }
        out.append('"');
    }

    /// The text of a string.
    ///
    /// @param from behind its first quote
    /// @param to at its last quote
    static String decoded(byte[] in, int from, int to) throws JsonException {
        StringBuilder out = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            int end = at;
            while (end < to && in[end] != '\\') {
                end++;
            }
            utf8(out, in, at, end);
            at = end < to ? escape(out, in, end + 1, to) : end;
        }
        String text = out.toString();
        if (!Keys.wellFormed(text)) {
            throw JsonException.foreign("a string in the answer has no UTF-8 form");
        }
        return text;
    }

    private static void utf8(StringBuilder out, byte[] in, int from, int to) throws JsonException {
        try {
            out.append(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(in, from, to - from)));
        } catch (CharacterCodingException e) {
            throw JsonException.foreign("a string in the answer is not UTF-8");
        }
    }

    /// Appends what an escape stands for, and returns where it ends.
    private static int escape(StringBuilder out, byte[] in, int at, int to) throws JsonException {
        int plain = "\"\\/bfnrt".indexOf(in[at]);
        if (plain >= 0) {
            out.append("\"\\/\b\f\n\r\t".charAt(plain));
            return at + 1;
        }
        if (in[at] != 'u' || at + 5 > to) {
            throw JsonException.foreign("a string in the answer has an unknown escape");
        }
        int value = 0;
        for (int i = at + 1; i < at + 5; i++) {
            int digit = Character.digit(in[i], 16);
            if (digit < 0) {
                throw JsonException.foreign("a string in the answer has an unknown escape");
            }
            value = value << 4 | digit;
        }
        out.append((char) value);
        return at + 5;
    }
}
