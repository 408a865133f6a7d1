package dev.crossdock.s3;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Attribute values as headers. What is not printable ASCII goes as one encoded word of RFC 2047 (base64 of UTF-8),
/// which is how Amazon S3 stores and returns it; what comes back is read the same way, or as raw UTF-8, which other
/// services send. Source: Amazon S3 user guide, "Working with object metadata".
final class HeaderText {

    private static final String WORD = "=?UTF-8?B?";

    private HeaderText() {}

    static String encode(String value) {
        if (!value.isEmpty() && plain(value)) {
            return value;
        }
        return value.isEmpty()
                ? value
                : WORD + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    static String decode(String value) {
        if (value.contains("=?")) {
            return words(value);
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) >= 0x80) {
                return raw(value);
            }
        }
        return value;
    }

    private static boolean plain(String value) {
        if (value.charAt(0) == ' ' || value.charAt(value.length() - 1) == ' ' || value.contains("=?")
                || value.contains("  ")) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /// The bytes of a header come as one character each.
    private static String raw(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return value;
        }
    }

    /// One or more encoded words, with blanks between them that do not count; anything else stays as it is.
    private static String words(String value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(value.length());
        int at = 0;
        while (at < value.length()) {
            int end = value.indexOf("?=", at + WORD.length() + 1);
            if (!value.regionMatches(true, at, WORD, 0, 8) || end < 0) {
                return value;
            }
            byte[] bytes = word(value.charAt(at + 8), value.substring(at + WORD.length(), end));
            if (value.charAt(at + 9) != '?' || bytes.length == 0) {
                return value;
            }
            out.writeBytes(bytes);
            at = end + 2;
            while (at < value.length() && value.charAt(at) == ' ') {
                at++;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /// The bytes of a word, or none if it is not well-formed.
    private static byte[] word(char encoding, String text) {
        if (encoding == 'Q' || encoding == 'q') {
            return quoted(text);
        }
        try {
            return encoding == 'B' || encoding == 'b' ? Base64.getDecoder().decode(text) : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] quoted(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each != '=') {
                out.write(each == '_' ? ' ' : each);
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return new byte[0];
            }
            out.write(high << 4 | low);
            i += 2;
        }
        return out.toByteArray();
    }
}
