package dev.crossdock.gcs;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Percent-encoding of the exact UTF-8 bytes of a text: everything but the unreserved characters of RFC 3986, section
/// 2.3, so that a name is one segment of a path whatever it holds.
final class UriEncoding {

    private static final String HEX = "0123456789ABCDEF";

    private UriEncoding() {}

    static String encoded(String text) {
        int plain = 0;
        while (plain < text.length() && unreserved(text.charAt(plain))) {
            plain++;
        }
        if (plain == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 32);
        append(out, text);
        return out.toString();
    }

    static void append(StringBuilder out, String text) {
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (each >= 0 && unreserved((char) each)) {
                out.append((char) each);
            } else {
                out.append('%').append(HEX.charAt(each >> 4 & 0xf)).append(HEX.charAt(each & 0xf));
            }
        }
    }

    /// The text that was encoded, or empty if this is no encoded text.
    static Optional<String> decoded(String encoded) {
        ByteBuffer bytes = ByteBuffer.allocate(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char each = encoded.charAt(i);
            if (each == '%' && i + 2 < encoded.length() && hex(encoded, i + 1) >= 0 && hex(encoded, i + 2) >= 0) {
                bytes.put((byte) (hex(encoded, i + 1) << 4 | hex(encoded, i + 2)));
                i += 2;
            } else if (unreserved(each)) {
                bytes.put((byte) each);
            } else {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static int hex(String text, int at) {
        return Character.digit(text.charAt(at), 16);
    }

    private static boolean unreserved(char each) {
        return each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each >= '0' && each <= '9' || each == '-'
                || each == '.' || each == '_' || each == '~';
    }
}
