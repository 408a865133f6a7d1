package dev.crossdock.testkit.gcs;

import java.util.List;
import java.util.Map;

/// JSON as plain Java: objects are maps in the order they were written, numbers are [Long] or [Double], null is [#NULL].
final class Json {
    /// The value null, so that no map of ours holds a null of Java.
    static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private Json() {}

    /// @throws GcsError `parseError` if this is no JSON object
    static Map<String, Object> object(String text) {
        if (text.isBlank()) {
            return Map.of();
        }
        return asObject(new JsonReader(text).document());
    }

    static Map<String, Object> asObject(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw GcsError.parseError("Expected an object");
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> object = (Map<String, Object>) map;
        return object;
    }

    static List<Object> asList(Object value) {
        if (!(value instanceof List<?> list)) {
            throw GcsError.parseError("Expected a list");
        }
        @SuppressWarnings("unchecked")
        List<Object> values = (List<Object>) list;
        return values;
    }

    static String write(Object value) {
        StringBuilder text = new StringBuilder();
        append(text, value);
        return text.toString();
    }

    private static void append(StringBuilder text, Object value) {
        switch (value) {
            case Map<?, ?> map -> appendObject(text, map);
            case List<?> list -> appendList(text, list);
            case String string -> appendString(text, string);
            default -> text.append(value);
        }
    }

    private static void appendObject(StringBuilder text, Map<?, ?> map) {
        String separator = "{";
        for (Map.Entry<?, ?> each : map.entrySet()) {
            text.append(separator);
            appendString(text, each.getKey().toString());
            text.append(": ");
            append(text, each.getValue());
            separator = ",";
        }
        text.append(map.isEmpty() ? "{}" : "}");
    }

    private static void appendList(StringBuilder text, List<?> list) {
        String separator = "[";
        for (Object each : list) {
            text.append(separator);
            append(text, each);
            separator = ",";
        }
        text.append(list.isEmpty() ? "[]" : "]");
    }

    private static void appendString(StringBuilder text, String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    // Google writes these as escapes, too, so that a page of HTML cannot be smuggled in.
                    if (c < 0x20 || c == '<' || c == '>' || c == 0x7f) {
                        text.append("\\u00").append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
