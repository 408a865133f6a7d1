package dev.crossdock.gcs;

import dev.crossdock.wire.HttpResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// All that the service said when it did not do what it was asked.
///
/// @param status of HTTP
/// @param error what it wrote, as far as it was an error of the JSON API
/// @param requestId names the request at the service
/// @param html whether a page for people came instead of an error
/// @param excerpt start of a body that is no such error: downloads are refused in plain text
/// @param retryAfter pause that it asks for
record Refusal(int status, GcsError error, String requestId, boolean html, String excerpt,
        Optional<Duration> retryAfter) {

    private static final int BODY_BYTES_MAX = 64 * 1024;
    private static final Duration PAUSE_MAX = Duration.ofHours(1);

    /// Reads a response, which stays open.
    static Refusal of(HttpResponse response) {
        BodyBytes body = body(response);
        GcsError error = GcsError.parse(body.array(), body.length());
        boolean understood = !error.equals(GcsError.NONE);
        return new Refusal(response.status(), error,
                Redaction.clean(response.header("x-guploader-uploadid").orElse(""), 200),
                !understood && body.html(), understood ? "" : body.excerpt(), pause(response));
    }

    /// What it says, in lower case: the message of the error, else the plain text of the body.
    String words() {
        String text = error.message().isEmpty() ? excerpt : error.message();
        return text.toLowerCase(Locale.ROOT);
    }

    private static BodyBytes body(HttpResponse response) {
        try {
            return BodyBytes.read(response, BODY_BYTES_MAX);
        } catch (IOException e) {
            // The status alone says enough to class the failure.
            return BodyBytes.NONE;
        }
    }

    private static Optional<Duration> pause(HttpResponse response) {
        String text = response.header("retry-after").orElse("");
        long seconds = seconds(text);
        if (seconds >= 0) {
            return Optional.of(bounded(Duration.ofSeconds(seconds)));
        }
        Optional<Instant> until = Times.http(text);
        Optional<Instant> now = response.header("date").flatMap(Times::http);
        return until.isEmpty() || now.isEmpty()
                ? Optional.empty()
                : Optional.of(bounded(Duration.between(now.get(), until.get())));
    }

    private static Duration bounded(Duration asked) {
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : asked;
    }

    private static long seconds(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
