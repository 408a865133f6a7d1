package dev.crossdock.run;

import dev.crossdock.store.Caps;
import java.util.OptionalLong;

/// Caps as lines of `name=number`.
final class LimitsText {

    private static final String BYTES = "bytes-per-second";
    private static final String REQUESTS = "requests-per-second";

    private LimitsText() {}

    static String of(Caps caps) {
        return BYTES + "=" + value(caps.bytesPerSecond()) + "\n" + REQUESTS + "=" + value(caps.requestsPerSecond())
                + "\n";
    }

    private static String value(OptionalLong cap) {
        return cap.isPresent() ? Long.toString(cap.getAsLong()) : "";
    }

    /// @throws IllegalArgumentException if the text is anything else, saying where
    static Caps caps(String text) {
        OptionalLong bytes = OptionalLong.empty();
        OptionalLong requests = OptionalLong.empty();
        for (String line : text.split("\n", -1)) {
            String trimmed = line.strip();
            if (trimmed.isEmpty()) {
                continue;
            }
            int equals = trimmed.indexOf('=');
            String name = equals < 0 ? trimmed : trimmed.substring(0, equals).strip();
            switch (equals < 0 ? "" : name) {
                case BYTES -> bytes = number(trimmed, equals);
                case REQUESTS -> requests = number(trimmed, equals);
                default -> throw new IllegalArgumentException(
                        "'" + trimmed + "' is neither " + BYTES + "=NUMBER nor " + REQUESTS + "=NUMBER");
            }
        }
        return new Caps(bytes, requests);
    }

    private static OptionalLong number(String line, int equals) {
        String value = line.substring(equals + 1).strip();
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(value));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + line + "' has no number behind '='", e);
        }
    }
}
