package dev.crossdock.plan;

import dev.crossdock.store.ConfigurationException;
import java.util.Optional;

/// Reads one `[...]` of a pattern.
final class GlobClass {

    /// Makes the exception for what is wrong at a position.
    interface Complaint {
        ConfigurationException about(int position, String what, String remedy);
    }

    private final String pattern;
    private final int from;
    private final Complaint complaint;
    private int at;

    /// @param from where its `[` is
    GlobClass(String pattern, int from, Complaint complaint) {
        this.pattern = pattern;
        this.from = from;
        this.complaint = complaint;
    }

    /// A letter or digit behind a backslash stands for something in other languages of patterns; taken literally it
    /// would silently match something else.
    static void requireSign(int escaped, int position, Complaint complaint) {
        if (escaped < 0x80 && Character.isLetterOrDigit(escaped)) {
            throw complaint.about(position, "\"\\" + Character.toString(escaped) + "\" stands for nothing",
                    "write \\ only before signs, or as \\d \\D \\s \\S \\w \\W");
        }
    }

    /// The position behind the class that was read.
    int end() {
        return at;
    }

    CodePoints parse() {
        at = from + 1;
        boolean inverse = at < pattern.length() && (pattern.charAt(at) == '^' || pattern.charAt(at) == '!');
        if (inverse) {
            at++;
        }
        if (at < pattern.length() && pattern.charAt(at) == ']') {
            throw complaint.about(from, "the class is empty", "write \\[ and \\] for the signs themselves");
        }
        CodePoints all = CodePoints.NONE;
        while (peek() != ']') {
            all = all.with(item());
        }
        at++;
        return inverse ? all.inverted() : all;
    }

    private CodePoints item() {
        if (pattern.startsWith("[:", at)) {
            return named();
        }
        int start = at;
        if (peek() == '\\' && at + 1 < pattern.length()) {
            Optional<CodePoints> set = CodePoints.escaped(pattern.codePointAt(at + 1));
            if (set.isPresent()) {
                at += 2;
                return set.get();
            }
        }
        int first = one();
        if (peek() != '-' || at + 1 == pattern.length() || pattern.charAt(at + 1) == ']') {
            return CodePoints.range(first, first);
        }
        at++;
        int last = one();
        if (last < first) {
            throw complaint.about(start, "the range is empty",
                    "write the lower end first, and \\- for the sign itself");
        }
        return CodePoints.range(first, last);
    }

    private CodePoints named() {
        int end = pattern.indexOf(":]", at);
        String name = end < 0 ? "" : pattern.substring(at + 2, end);
        int start = at;
        at = end + 2;
        return CodePoints.named(name).orElseThrow(() -> complaint.about(start, "there is no such class of characters",
                "write one such as [[:alpha:]], or \\[ for the sign itself"));
    }

    private int one() {
        int codePoint = peek();
        if (codePoint == '\\' && at + 1 < pattern.length()) {
            codePoint = pattern.codePointAt(at + 1);
            requireSign(codePoint, at, complaint);
            at++;
        }
        at += Character.charCount(codePoint);
        return codePoint;
    }

    private int peek() {
        if (at >= pattern.length()) {
            throw complaint.about(from, "\"[\" has no \"]\"", "close it, or write \\[ for the sign itself");
        }
        return pattern.codePointAt(at);
    }
}
