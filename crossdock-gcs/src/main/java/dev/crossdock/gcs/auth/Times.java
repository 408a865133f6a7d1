package dev.crossdock.gcs.auth;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// Times as Google writes them.
final class Times {

    private Times() {}

    /// `2026-01-01T00:00:00Z`, with or without a fraction.
    static Optional<Instant> iso(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
