package dev.crossdock.app;

import java.util.HashMap;
import java.util.Map;

/// Which of the stores of a command is meant. Every standard variable can be given for one side alone, with that
/// side's name before it: `CROSSDOCK_SOURCE_AWS_ACCESS_KEY_ID` counts for the source, before `AWS_ACCESS_KEY_ID`.
public enum Side {
    /// Where objects come from, or the only store of a command that has one.
    SOURCE("CROSSDOCK_SOURCE_"),
    /// Where objects go.
    TARGET("CROSSDOCK_TARGET_");

    private final String prefix;

    Side(String prefix) {
        this.prefix = prefix;
    }

    /// The environment as this side sees it.
    Map<String, String> environment(Map<String, String> whole) {
        Map<String, String> seen = new HashMap<>(whole);
        for (Map.Entry<String, String> each : whole.entrySet()) {
            if (each.getKey().startsWith(prefix)) {
                seen.put(each.getKey().substring(prefix.length()), each.getValue());
            }
        }
        return seen;
    }
}
