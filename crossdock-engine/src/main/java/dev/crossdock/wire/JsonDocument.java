package dev.crossdock.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// An object in JSON (RFC 8259), read whole: short answers of services, and small files. Not for listings.
/// Prints nothing of what is in it, which may be secret.
public final class JsonDocument {

    private final Map<String, Object> fields;

    private JsonDocument(Map<String, Object> fields) {
        this.fields = fields;
    }

    /// Reads a document.
    ///
    /// @param text all of it
    /// @return empty if it is no object in JSON, or nested more than 32 levels deep
    public static Optional<JsonDocument> parse(String text) {
        JsonParser parser = new JsonParser(text);
        Map<String, Object> fields = new HashMap<>();
        return parser.document(fields) ? Optional.of(new JsonDocument(fields)) : Optional.empty();
    }

    /// Reads a document in UTF-8, as [#parse(String)].
    ///
    /// @param bytes which hold it
    /// @param length how many of them
    public static Optional<JsonDocument> parse(byte[] bytes, int length) {
        return parse(new String(bytes, 0, length, UTF_8));
    }

    /// A field that is a string, or an empty string.
    public String text(String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    /// A field that is a whole number, be it within quotes.
    public OptionalLong number(String name) {
        Object value = fields.get(name);
        String digits = value instanceof JsonParser.Word word ? word.text() : value instanceof String text ? text : "";
        try {
            return digits.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /// A field that is an object.
    public Optional<JsonDocument> object(String name) {
        return fields.get(name) instanceof Map<?, ?> map ? Optional.of(of(map)) : Optional.empty();
    }

    /// The strings of a field that is a list; others are left out.
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (fields.get(name) instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof String text) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    /// The objects of a field that is a list; others are left out.
    public List<JsonDocument> objects(String name) {
        List<JsonDocument> objects = new ArrayList<>();
        if (fields.get(name) instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> map) {
                    objects.add(of(map));
                }
            }
        }
        return objects;
    }

    /// The names of all fields, in no particular order.
    public List<String> names() {
        return List.copyOf(fields.keySet());
    }

    private static JsonDocument of(Map<?, ?> map) {
        Map<String, Object> fields = new HashMap<>();
        for (Map.Entry<?, ?> each : map.entrySet()) {
            if (each.getKey() instanceof String name && each.getValue() != null) {
                fields.put(name, each.getValue());
            }
        }
        return new JsonDocument(fields);
    }

    @Override
    public String toString() {
        return "JSON ***";
    }
}
