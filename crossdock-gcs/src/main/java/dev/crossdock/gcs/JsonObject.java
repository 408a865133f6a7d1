package dev.crossdock.gcs;

import java.util.Map;

/// Writes one JSON object, member by member.
final class JsonObject {

    private final StringBuilder out = new StringBuilder(256).append('{');

    /// Adds a string, unless it is empty: no field that is written here means anything then.
    JsonObject put(String name, String value) {
        if (!value.isEmpty()) {
            JsonText.quote(named(name), value);
        }
        return this;
    }

    /// Adds a value that is JSON already.
    JsonObject putJson(String name, CharSequence json) {
        named(name).append(json);
        return this;
    }

    /// Adds an object of strings, unless it is empty; its strings may be.
    JsonObject put(String name, Map<String, String> members) {
        if (members.isEmpty()) {
            return this;
        }
        JsonObject inner = new JsonObject();
        for (Map.Entry<String, String> each : members.entrySet()) {
            JsonText.quote(inner.named(each.getKey()), each.getValue());
        }
        return putJson(name, inner.text());
    }

    /// Adds members of another object, as [#members] gave them.
    JsonObject putMembers(String members) {
        if (!members.isEmpty()) {
            out.append(out.length() > 1 ? "," : "").append(members);
        }
        return this;
    }

    /// All members, without the braces around them.
    String members() {
        return out.substring(1);
    }

    String text() {
        return out + "}";
    }

    private StringBuilder named(String name) {
        if (out.length() > 1) {
            out.append(',');
        }
        JsonText.quote(out, name);
        return out.append(':');
    }
}
