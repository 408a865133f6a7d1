package dev.crossdock.gcs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// Reads JSON (RFC 8259) straight from bytes, one value after the other. Nothing is built that the caller does not ask
/// for, and nothing can grow beyond what was sent: depth is limited, the size by whoever read the bytes. Not for
/// concurrent use.
final class JsonScanner {

    /// What [#next] found.
    enum Event {
        /// The start of an object.
        OBJECT,
        /// The start of an array.
        ARRAY,
        /// The end of the innermost object or array.
        CLOSE,
        /// A string; its text is at hand.
        TEXT,
        /// A number, `true`, `false` or `null`; how it is spelled is at hand.
        WORD,
        /// The end of the document.
        END
    }

    private static final int DEPTH_MAX = 32;
    private static final int WORD_BYTES_MAX = 64;

    private final byte[] in;
    private final int length;
    private final boolean[] objects = new boolean[DEPTH_MAX + 1];
    private int at;
    private int depth;
    private boolean first = true;
    private boolean ended;
    private String name = "";
    private int textStart;
    private int textEnd;
    private boolean plain = true;

    /// @param in holds the document; must not change while it is read
    JsonScanner(byte[] in, int length) {
        this.in = in;
        this.length = length;
    }

    /// How many objects and arrays are open: after OBJECT and ARRAY with the one just opened, after CLOSE without it.
    int depth() {
        return depth;
    }

    /// The name of the member whose value was found last, or an empty string for items of arrays.
    String name() {
        return name;
    }

    /// The text of the last TEXT or WORD.
    String text() throws JsonException {
        return plain
                ? new String(in, textStart, textEnd - textStart, ISO_8859_1)
                : JsonText.decoded(in, textStart, textEnd);
    }

    /// The last TEXT or WORD as a number that is zero or more, or -1 if it is none. Google writes numbers beyond 32
    /// bits as strings.
    long number() {
        int digits = textEnd - textStart;
        if (digits < 1 || digits > 18) {
            return -1;
        }
        long value = 0;
        for (int i = textStart; i < textEnd; i++) {
            int digit = in[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /// Goes on to the next value, or the end of the present object or array.
    Event next() throws JsonException {
        skipBlanks();
        if (depth == 0) {
            return top();
        }
        char end = objects[depth] ? '}' : ']';
        if (at < length && in[at] == end) {
            at++;
            return closed();
        }
        if (!first) {
            expect(',');
            skipBlanks();
        }
        name = "";
        if (objects[depth]) {
            memberName();
        }
        return value();
    }

    /// Passes over what is left of the object or array that was opened last.
    void skip() throws JsonException {
        int outside = depth - 1;
        while (depth > outside) {
            if (next() == Event.END) {
                throw broken();
            }
        }
    }

    private Event top() throws JsonException {
        if (!ended) {
            ended = true;
            name = "";
            return value();
        }
        if (at != length) {
            throw broken();
        }
        return Event.END;
    }

    private Event closed() {
        depth--;
        first = false;
        name = "";
        return Event.CLOSE;
    }

    private void memberName() throws JsonException {
        expect('"');
        string();
        name = text();
        skipBlanks();
        expect(':');
        skipBlanks();
    }

    private Event value() throws JsonException {
        if (at == length) {
            throw broken();
        }
        first = false;
        return switch (in[at]) {
            case '{' -> opened(true, Event.OBJECT);
            case '[' -> opened(false, Event.ARRAY);
            case '"' -> {
                at++;
                string();
                yield Event.TEXT;
            }
            default -> {
                word();
                yield Event.WORD;
            }
        };
    }

    private Event opened(boolean object, Event event) throws JsonException {
        if (depth == DEPTH_MAX) {
            throw JsonException.foreign("the answer is nested deeper than " + DEPTH_MAX);
        }
        at++;
        depth++;
        objects[depth] = object;
        first = true;
        return event;
    }

    private void string() throws JsonException {
        textStart = at;
        plain = true;
        while (at < length && in[at] != '"') {
            if (in[at] >= 0 && in[at] < ' ') {
                throw broken();
            }
            if (in[at] == '\\') {
                at++;
                plain = false;
            } else if (in[at] < 0) {
                plain = false;
            }
            at++;
        }
        if (at >= length) {
            throw broken();
        }
        textEnd = at;
        at++;
    }

    private void word() throws JsonException {
        textStart = at;
        plain = true;
        while (at < length && wordByte(in[at]) && at - textStart <= WORD_BYTES_MAX) {
            at++;
        }
        textEnd = at;
        if (textEnd == textStart || textEnd - textStart > WORD_BYTES_MAX) {
            throw broken();
        }
        boolean letters = in[textStart] >= 'a';
        if (letters && !text().equals("true") && !text().equals("false") && !text().equals("null")) {
            throw broken();
        }
    }

    private static boolean wordByte(byte each) {
        return each >= 'a' && each <= 'z' || each >= '0' && each <= '9' || each == '-' || each == '+' || each == '.'
                || each == 'E';
    }

    private void expect(char character) throws JsonException {
        if (at == length || in[at] != character) {
            throw broken();
        }
        at++;
    }

    private void skipBlanks() {
        while (at < length && (in[at] == ' ' || in[at] == '\n' || in[at] == '\r' || in[at] == '\t')) {
            at++;
        }
    }

    private JsonException broken() {
        return JsonException.foreign("the answer is no JSON from byte " + at + " on");
    }
}
