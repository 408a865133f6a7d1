package dev.crossdock.gcs.auth;

import dev.crossdock.object.Keys;
import java.util.List;

/// Texts of services, made fit for reports: what was sent as a secret, or looks like one, becomes `***`, and nothing in
/// them steers a terminal.
final class Wording {

    private static final int SECRET_CHARS = 24;
    private static final int MOST = 400;

    private Wording() {}

    /// @param secrets what must not appear
    static String clean(String text, List<String> secrets) {
        String safe = text;
        for (String secret : secrets) {
            if (!secret.isEmpty()) {
                safe = safe.replace(secret, "***");
            }
        }
        StringBuilder out = new StringBuilder(Math.min(safe.length(), MOST));
        int at = 0;
        while (at < safe.length() && out.length() < MOST) {
            int end = at;
            while (end < safe.length() && wordChar(safe.charAt(end))) {
                end++;
            }
            if (end == at) {
                out.append(safe.charAt(at));
                at++;
            } else {
                out.append(secret(safe.substring(at, end)) ? "***" : safe.substring(at, end));
                at = end;
            }
        }
        String printable = Keys.printable(out.toString());
        return printable.length() <= MOST ? printable : printable.substring(0, MOST);
    }

    /// Those of base64, in both alphabets but for `/`, which stands between the words of resource names.
    private static boolean wordChar(char each) {
        return each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each >= '0' && each <= '9' || each == '-'
                || each == '_' || each == '+' || each == '=';
    }

    private static boolean secret(String word) {
        boolean digit = false;
        boolean upper = false;
        boolean lower = false;
        for (int i = 0; i < word.length(); i++) {
            char each = word.charAt(i);
            digit |= each >= '0' && each <= '9';
            upper |= each >= 'A' && each <= 'Z';
            lower |= each >= 'a' && each <= 'z';
        }
        return word.length() >= SECRET_CHARS && digit && upper && lower;
    }
}
