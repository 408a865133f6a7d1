package dev.crossdock.report;

/// Writes JSON (RFC 8259) on one line, in ASCII but for letters, so that no terminal is steered by a key.
public final class JsonText {

    private final StringBuilder out;
    private boolean separate;

    /// An empty text.
    public JsonText() {
        this(new StringBuilder(512));
    }

    /// Appends to `out`.
    public JsonText(StringBuilder out) {
        this.out = out;
    }

    /// Begins an object.
    public JsonText begin() {
        return open('{');
    }

    /// Ends an object.
    public JsonText end() {
        return close('}');
    }

    /// Begins a list.
    public JsonText beginList() {
        return open('[');
    }

    /// Ends a list.
    public JsonText endList() {
        return close(']');
    }

    /// Names the value that follows.
    public JsonText name(String name) {
        separate();
        string(name);
        out.append(':');
        separate = false;
        return this;
    }

    /// Writes a string.
    public JsonText value(String value) {
        separate();
        string(value);
        return this;
    }

    /// Writes a number.
    public JsonText value(long value) {
        separate();
        out.append(value);
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private JsonText open(char bracket) {
        separate();
        out.append(bracket);
        separate = false;
        return this;
    }

    private JsonText close(char bracket) {
        out.append(bracket);
        separate = true;
        return this;
    }

    private void separate() {
        if (separate) {
            out.append(',');
        }
        separate = true;
    }

    private void string(String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            if (each == '"' || each == '\\') {
                out.append('\\').append(each);
            } else if (each < 0x20 || each > 0x7e && !Character.isLetter(each)) {
                out.append("\\u").append(Integer.toHexString(0x10000 | each), 1, 5);
            } else {
                out.append(each);
            }
        }
        out.append('"');
    }
}
