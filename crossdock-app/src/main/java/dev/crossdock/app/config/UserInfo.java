package dev.crossdock.app.config;

/// Sees user and password in a URL: whatever stands before an `@` between `//` and the next slash.
public final class UserInfo {

    private UserInfo() {}

    /// Whether a text is a URL over http or https that says who asks, or tries to.
    public static boolean isIn(String text) {
        int start = text.indexOf("://");
        if (start != 4 && start != 5 || !text.regionMatches(true, 0, "http", 0, 4)) {
            return false;
        }
        for (int i = start + 3; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '/' || each == '?' || each == '#') {
                return false;
            }
            if (each == '@') {
                return true;
            }
        }
        return false;
    }
}
