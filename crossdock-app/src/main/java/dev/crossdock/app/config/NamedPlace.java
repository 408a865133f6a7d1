package dev.crossdock.app.config;

import java.util.Optional;

/// A location in a configured store, as `name:bucket/prefix`.
///
/// @param name of the store
/// @param bucket empty if only the store was named; for a store of directories, the first name below its root
/// @param prefix what follows the bucket, without the slash between them
public record NamedPlace(String name, String bucket, String prefix) {

    private static final int NAME_MAX = 64;

    /// Refuses a name that no store can have.
    public NamedPlace {
        if (!isName(name)) {
            throw new IllegalArgumentException("store " + name);
        }
    }

    /// Reads a location; whether the store exists is for the configuration to say.
    ///
    /// @return empty for everything else: paths (also those with a colon, `./a:b`), `s3://bucket` and other schemes
    public static Optional<NamedPlace> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 || !isName(text.substring(0, colon)) || text.startsWith("//", colon + 1)) {
            return Optional.empty();
        }
        String rest = text.substring(colon + 1);
        int slash = rest.indexOf('/');
        return Optional.of(slash < 0
                ? new NamedPlace(text.substring(0, colon), rest, "")
                : new NamedPlace(text.substring(0, colon), rest.substring(0, slash), rest.substring(slash + 1)));
    }

    /// Whether a store may have this name: 1 to 64 letters, digits, `-` and `_`, the first no sign, and none of the
    /// schemes, so that `s3:/bucket` stays the typing mistake that it is.
    static boolean isName(String text) {
        if (text.isEmpty() || text.length() > NAME_MAX || isScheme(text)) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            boolean word = each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each >= '0' && each <= '9';
            if (!word && (i == 0 || each != '-' && each != '_')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isScheme(String text) {
        return text.equalsIgnoreCase("s3") || text.equalsIgnoreCase("gs") || text.equalsIgnoreCase("file")
                || text.equalsIgnoreCase("http") || text.equalsIgnoreCase("https");
    }
}
