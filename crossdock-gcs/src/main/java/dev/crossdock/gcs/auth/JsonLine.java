package dev.crossdock.gcs.auth;

import java.util.List;

/// Writes one object in JSON. Prints it whole, secrets and all: for requests, not for people.
final class JsonLine {

    private final StringBuilder out = new StringBuilder("{");

    JsonLine text(String name, String value) {
        name(name);
        quoted(value);
        return this;
    }

    JsonLine number(String name, long value) {
        name(name);
        out.append(value);
        return this;
    }

    JsonLine flag(String name) {
        name(name);
        out.append("true");
        return this;
    }

    JsonLine texts(String name, List<String> values) {
        name(name);
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "" : ",");
            quoted(values.get(i));
        }
        out.append(']');
        return this;
    }

    /// @param values each an object in JSON already
    JsonLine objects(String name, List<String> values) {
        name(name);
        out.append('[').append(String.join(",", values)).append(']');
        return this;
    }

    String end() {
        return out + "}";
    }

    private void name(String name) {
        out.append(out.length() == 1 ? "" : ",");
        quoted(name);
        out.append(':');
    }

    private void quoted(String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            if (each == '"' || each == '\\') {
                out.append('\\').append(each);
            } else if (each < ' ') {
                out.append("\\u").append(Integer.toHexString(0x10000 | each), 1, 5);
            } else {
                out.append(each);
            }
        }
        out.append('"');
    }
}
