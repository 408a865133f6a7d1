package dev.crossdock.plan;

import dev.crossdock.store.ConfigurationException;
import java.util.List;

/// A pattern for names, in the language of rclone's filters (docs/filters.md).
///
/// | pattern | matches |
/// |---|---|
/// | `*` | any run without `/` |
/// | `**` | any run |
/// | `?` | one character but `/` |
/// | `[a-z]`, `[^a-z]`, `[!a-z]` | one character of a class, or not of it |
/// | `{a,b}` | either |
/// | `\` | takes the sign after it literally |
/// | `/` at the start | the pattern must match from the start of the name, else from there or from behind any `/` |
/// | `/` at the end | everything below that directory |
///
/// Deciding takes time in proportion to the length of the name times that of the pattern at worst, whatever they hold:
/// all ways through the pattern are followed at once. Surrogate pairs are one character, and every character, line
/// feeds too, is like any other.
public final class Glob {

    /// Longest pattern, in chars: enough for any key with all its characters escaped.
    static final int LENGTH_MAX = 4096;

    private final GlobStep[] steps;
    private final boolean anchored;
    private final boolean inOneSegment;
    private final String head;
    private final String tail;

    /// @param steps the last is an `END`
    /// @param anchored whether it matches from the start of names only
    /// @param head what every name that matches has where the match starts
    /// @param tail what every name that matches ends with
    Glob(List<GlobStep> steps, boolean anchored, String head, String tail) {
        this.steps = steps.toArray(GlobStep[]::new);
        this.anchored = anchored;
        this.inOneSegment = steps.stream().noneMatch(step -> step.takes('/'));
        this.head = head;
        this.tail = tail;
    }

    /// The pattern that a rule has.
    ///
    /// @param rule the rule as people wrote it, for messages
    /// @throws ConfigurationException CFG_FILTER, with the position of what is wrong
    public static Glob parse(String pattern, String rule) {
        return new GlobParser(pattern, rule).parse();
    }

    /// Whether the whole name matches, or if the pattern does not begin with a slash, its end behind a slash.
    ///
    /// @param name without a slash before it
    public boolean matches(CharSequence name) {
        if (!at(name, name.length() - tail.length(), tail) || anchored && !at(name, 0, head)) {
            return false;
        }
        if (anchored || !inOneSegment) {
            return new GlobWalk(steps, anchored).matches(name, 0);
        }
        return new GlobWalk(steps, true).matches(name, lastSegment(name));
    }

    /// What every name that matches begins with; empty if nothing is certain.
    public String prefix() {
        return anchored ? head : "";
    }

    /// Where a match begins if the pattern cannot get over a slash.
    private static int lastSegment(CharSequence name) {
        int from = name.length();
        while (from > 0 && name.charAt(from - 1) != '/') {
            from--;
        }
        return from;
    }

    private static boolean at(CharSequence name, int from, String part) {
        if (from < 0 || from + part.length() > name.length()) {
            return false;
        }
        for (int i = part.length() - 1; i >= 0; i--) {
            if (name.charAt(from + i) != part.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
