package dev.crossdock.object;

/// The order of keys: that of their UTF-8 bytes, unsigned, which every store lists in.
public final class Keys {

    private Keys() {}

    /// Compares two keys as [java.util.Comparator] does. Chars compare as UTF-8 bytes do, except that surrogates
    /// (which stand for four-byte sequences) come after all other chars.
    public static int compare(String a, String b) {
        int shared = Math.min(a.length(), b.length());
        for (int i = 0; i < shared; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                return rank(left) - rank(right);
            }
        }
        return a.length() - b.length();
    }

    /// Whether the key has a UTF-8 form: a lone surrogate has none.
    public static boolean wellFormed(String key) {
        int i = 0;
        while (i < key.length()) {
            char each = key.charAt(i++);
            if (!Character.isSurrogate(each)) {
                continue;
            }
            if (Character.isLowSurrogate(each) || i == key.length() || !Character.isLowSurrogate(key.charAt(i++))) {
                return false;
            }
        }
        return true;
    }

    /// The key with every character that could steer a terminal or reorder text written as an escape, for people.
    public static String printable(String key) {
        int plain = 0;
        while (plain < key.length() && visible(key.charAt(plain))) {
            plain++;
        }
        if (plain == key.length()) {
            return key;
        }
        StringBuilder out = new StringBuilder(key.length() + 16).append(key, 0, plain);
        for (int i = plain; i < key.length(); i++) {
            char each = key.charAt(i);
            if (visible(each)) {
                out.append(each);
            } else {
                out.append("\\u").append(Integer.toHexString(0x10000 | each), 1, 5);
            }
        }
        return out.toString();
    }

    private static boolean visible(char each) {
        if (each < 0x7f) {
            return each >= 0x20;
        }
        return switch (Character.getType(each)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED ->
                false;
            default -> true;
        };
    }

    private static int rank(char each) {
        return Character.isSurrogate(each) ? each + 0x10000 : each;
    }
}
