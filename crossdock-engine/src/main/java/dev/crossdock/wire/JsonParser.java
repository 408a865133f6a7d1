package dev.crossdock.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads one document of JSON into maps, lists, strings and words. Whatever RFC 8259 does not allow makes it stop.
final class JsonParser {

    private static final int DEPTH_MAX = 32;

    /// A number, `true`, `false` or `null`.
    record Word(String text) {}

    private final String text;
    private int at;

    JsonParser(String text) {
        this.text = text;
    }

    /// Reads the whole text as one object.
    ///
    /// @param fields into which its fields go
    /// @return whether it is one
    boolean document(Map<String, Object> fields) {
        blanks();
        if (!take('{') || !fields(fields, 1)) {
            return false;
        }
        blanks();
        return at == text.length();
    }

    private Optional<Object> value(int depth) {
        blanks();
        if (at == text.length() || depth > DEPTH_MAX) {
            return Optional.empty();
        }
        char first = text.charAt(at);
        if (first == '"') {
            return string().map(each -> each);
        }
        if (take('{')) {
            Map<String, Object> fields = new HashMap<>();
            return fields(fields, depth) ? Optional.of(fields) : Optional.empty();
        }
        return take('[') ? list(depth) : word();
    }

    private boolean fields(Map<String, Object> fields, int depth) {
        blanks();
        if (take('}')) {
            return true;
        }
        while (true) {
            blanks();
            Optional<String> name = at < text.length() && text.charAt(at) == '"' ? string() : Optional.empty();
            blanks();
            if (name.isEmpty() || !take(':')) {
                return false;
            }
            Optional<Object> value = value(depth + 1);
            if (value.isEmpty() || fields.put(name.get(), value.get()) != null) {
                return false;
            }
            blanks();
            if (take('}')) {
                return true;
            }
            if (!take(',')) {
                return false;
            }
        }
    }

    private Optional<Object> list(int depth) {
        List<Object> items = new ArrayList<>();
        blanks();
        if (take(']')) {
            return Optional.of(items);
        }
        while (true) {
            Optional<Object> item = value(depth + 1);
            if (item.isEmpty()) {
                return Optional.empty();
            }
            items.add(item.get());
            blanks();
            if (take(']')) {
                return Optional.of(items);
            }
            if (!take(',')) {
                return Optional.empty();
            }
        }
    }

    private Optional<Object> word() {
        int from = at;
        while (at < text.length() && inWord(text.charAt(at))) {
            at++;
        }
        String word = text.substring(from, at);
        boolean known = word.equals("true") || word.equals("false") || word.equals("null") || number(word);
        return known ? Optional.of(new Word(word)) : Optional.empty();
    }

    private static boolean inWord(char each) {
        return each >= 'a' && each <= 'z' || each >= '0' && each <= '9' || each == '-' || each == '+' || each == '.'
                || each == 'E';
    }

    /// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`
    private static boolean number(String word) {
        int from = word.startsWith("-") ? 1 : 0;
        int whole = digits(word, from);
        boolean good = whole > from && (whole == from + 1 || word.charAt(from) != '0');
        int end = whole;
        if (good && end < word.length() && word.charAt(end) == '.') {
            int fraction = digits(word, end + 1);
            good = fraction > end + 1;
            end = fraction;
        }
        if (good && end < word.length() && (word.charAt(end) == 'e' || word.charAt(end) == 'E')) {
            boolean signed = end + 1 < word.length() && (word.charAt(end + 1) == '+' || word.charAt(end + 1) == '-');
            int exponent = end + (signed ? 2 : 1);
            end = digits(word, exponent);
            good = end > exponent;
        }
        return good && end == word.length();
    }

    private static int digits(String word, int from) {
        int end = from;
        while (end < word.length() && word.charAt(end) >= '0' && word.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private Optional<String> string() {
        StringBuilder out = new StringBuilder();
        at++;
        while (at < text.length()) {
            char each = text.charAt(at);
            at++;
            if (each == '"') {
                return Optional.of(out.toString());
            }
            if (each < ' ' || each == '\\' && !escape(out)) {
                return Optional.empty();
            }
            if (each != '\\') {
                out.append(each);
            }
        }
        return Optional.empty();
    }

    private boolean escape(StringBuilder out) {
        if (at == text.length()) {
            return false;
        }
        char kind = text.charAt(at);
        at++;
        if (kind == 'u') {
            return unicode(out);
        }
        int known = "\"\\/bfnrt".indexOf(kind);
        if (known >= 0) {
            out.append("\"\\/\b\f\n\r\t".charAt(known));
        }
        return known >= 0;
    }

    private boolean unicode(StringBuilder out) {
        if (at + 4 > text.length()) {
            return false;
        }
        int value = 0;
        for (int i = 0; i < 4; i++) {
            char digit = text.charAt(at + i);
            if (!HexFormat.isHexDigit(digit)) {
                return false;
            }
            value = value * 16 + HexFormat.fromHexDigit(digit);
        }
        at += 4;
        out.append((char) value);
        return true;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean take(char expected) {
        boolean there = at < text.length() && text.charAt(at) == expected;
        if (there) {
            at++;
        }
        return there;
    }
}
