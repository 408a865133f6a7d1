package dev.crossdock.gcs;

import dev.crossdock.object.Keys;

/// Texts of unknown origin, made fit for logs and reports: whatever looks like a key, token or signature becomes
/// `***`, and nothing in them steers a terminal.
final class Redaction {

    private static final int SECRET_CHARS = 32;

    private Redaction() {}

    /// @param most longest result, in characters
    static String clean(String text, int most) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), most));
        int at = 0;
        while (at < text.length()) {
            int end = wordEnd(text, at);
            if (end == at) {
                out.append(text.charAt(at));
                at++;
            } else {
                out.append(secret(text, at, end) ? "***" : text.substring(at, end));
                at = end;
            }
        }
        String clean = Keys.printable(out.toString());
        return clean.length() <= most ? clean : clean.substring(0, most);
    }

    private static int wordEnd(String text, int from) {
        int end = from;
        while (end < text.length() && wordChar(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean wordChar(char each) {
        return each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each >= '0' && each <= '9' || each == '+'
                || each == '/' || each == '=' || each == '_';
    }

    private static boolean secret(String text, int from, int end) {
        if (end - from >= 16 && (text.startsWith("ya29", from) || text.startsWith("AIza", from))) {
            return true;
        }
        if (end - from < SECRET_CHARS) {
            return false;
        }
        boolean digit = false;
        boolean upper = false;
        boolean lower = false;
        boolean hex = true;
        for (int i = from; i < end; i++) {
            char each = text.charAt(i);
            digit |= each >= '0' && each <= '9';
            upper |= each >= 'A' && each <= 'Z';
            lower |= each >= 'a' && each <= 'z';
            hex &= Character.digit(each, 16) >= 0;
        }
        return digit && (hex || upper && lower);
    }
}
