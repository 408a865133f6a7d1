package dev.crossdock.app.config;

/// What somebody typed, as it may be repeated in a message: on one line, of bounded length, without what would move
/// the cursor of a terminal.
public final class Shown {

    private static final int LENGTH_MAX = 80;

    private Shown() {}

    /// The text in quotes.
    public static String text(String typed) {
        return '"' + bare(typed) + '"';
    }

    /// The text without quotes.
    public static String bare(String typed) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < typed.length() && i < LENGTH_MAX; i++) {
            char each = typed.charAt(i);
            shown.append(Character.isISOControl(each) ? '?' : each);
        }
        return typed.length() > LENGTH_MAX ? shown + "..." : shown.toString();
    }
}
