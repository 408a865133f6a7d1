package dev.crossdock.s3;

/// Percent-encoding of the exact UTF-8 bytes of a text: everything but the unreserved characters of RFC 3986, section
/// 2.3, which is what signatures are computed over. Nothing is normalized: `//`, `.` and `..` stay what they are.
final class UriEncoding {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};
    private static final boolean[] UNRESERVED = unreserved();

    private UriEncoding() {}

    /// Appends a key as part of a path: `/` stays.
    static void path(StringBuilder out, String key) {
        append(out, key, '/');
    }

    /// Appends a text as name or value of a query.
    static void query(StringBuilder out, String text) {
        append(out, text, 'a');
    }

    private static void append(StringBuilder out, String text, char kept) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char each = text.charAt(i);
            if (each < 0x80) {
                ascii(out, each, kept);
            } else if (each < 0x800) {
                escape(out, 0xc0 | each >> 6);
                escape(out, 0x80 | each & 0x3f);
            } else if (Character.isHighSurrogate(each) && i + 1 < length
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                four(out, Character.toCodePoint(each, text.charAt(i)));
            } else {
                escape(out, 0xe0 | each >> 12);
                escape(out, 0x80 | each >> 6 & 0x3f);
                escape(out, 0x80 | each & 0x3f);
            }
        }
    }

    private static void ascii(StringBuilder out, char each, char kept) {
        if (UNRESERVED[each] || each == kept) {
            out.append(each);
        } else {
            escape(out, each);
        }
    }

    private static void four(StringBuilder out, int point) {
        escape(out, 0xf0 | point >> 18);
        escape(out, 0x80 | point >> 12 & 0x3f);
        escape(out, 0x80 | point >> 6 & 0x3f);
        escape(out, 0x80 | point & 0x3f);
    }

    private static void escape(StringBuilder out, int value) {
        out.append('%').append((char) HEX[value >> 4 & 0xf]).append((char) HEX[value & 0xf]);
    }

    private static boolean[] unreserved() {
        boolean[] set = new boolean[0x80];
        for (char each = 0; each < 0x80; each++) {
            set[each] = each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each >= '0' && each <= '9'
                    || each == '-'
                    || each == '.' || each == '_' || each == '~';
        }
        return set;
    }
}
