package dev.crossdock.testkit.gcs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The parameter `fields`: which parts of an answer are wanted, such as `items(name,size),nextPageToken` or
/// `items/name`.
final class FieldMask {
    private final String text;
    private int at;

    private FieldMask(String text) {
        this.text = text;
    }

    /// The answer with nothing in it but what was asked for; all of it if nothing was.
    static Map<String, Object> apply(Call call, Map<String, Object> answer) {
        String fields = call.parameter("fields").orElse("*");
        if (fields.equals("*")) {
            return answer;
        }
        FieldMask mask = new FieldMask(fields);
        Map<String, Object> wanted = mask.names();
        if (mask.at < fields.length()) {
            throw mask.invalid();
        }
        return select(answer, wanted);
    }

    /// Names with the names below them; none below means all of it.
    private Map<String, Object> names() {
        Map<String, Object> names = new LinkedHashMap<>();
        do {
            String name = name();
            Map<String, Object> below = Map.of();
            if (takes('/')) {
                below = oneBelow();
            } else if (takes('(')) {
                below = names();
                if (!takes(')')) {
                    throw invalid();
                }
            }
            names.put(name, below);
        } while (takes(','));
        return names;
    }

    private Map<String, Object> oneBelow() {
        String name = name();
        Map<String, Object> below = takes('/') ? oneBelow() : Map.of();
        return Map.of(name, below);
    }

    private String name() {
        int from = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "*_-".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at == from) {
            throw invalid();
        }
        return text.substring(from, at);
    }

    private boolean takes(char expected) {
        boolean isThere = at < text.length() && text.charAt(at) == expected;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private GcsError invalid() {
        return new GcsError(400, "invalidParameter", "Invalid field selection " + text);
    }

    private static Map<String, Object> select(Map<String, Object> answer, Map<String, Object> wanted) {
        Map<String, Object> selected = new LinkedHashMap<>();
        for (Map.Entry<String, Object> each : answer.entrySet()) {
            Object below = wanted.getOrDefault(each.getKey(), wanted.getOrDefault("*", Json.NULL));
            if (!below.equals(Json.NULL)) {
                selected.put(each.getKey(), selectBelow(each.getValue(), Json.asObject(below)));
            }
        }
        return selected;
    }

    private static Object selectBelow(Object value, Map<String, Object> wanted) {
        if (wanted.isEmpty()) {
            return value;
        }
        if (value instanceof List<?> list) {
            List<Object> selected = new ArrayList<>();
            list.forEach(each -> selected.add(selectBelow(each, wanted)));
            return selected;
        }
        return value instanceof Map<?, ?> ? select(Json.asObject(value), wanted) : value;
    }
}
