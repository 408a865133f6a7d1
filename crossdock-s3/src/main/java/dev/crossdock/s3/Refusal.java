package dev.crossdock.s3;

import dev.crossdock.wire.HttpResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// All that a service said when it did not do what it was asked.
///
/// @param status of HTTP
/// @param error what it wrote, as far as it was an S3 error
/// @param requestId names the request at the service
/// @param region where the service says that the bucket is, or an empty string
/// @param html whether a page for people came instead of an error
/// @param excerpt start of a body that is no S3 error
/// @param deleteMarker whether a delete marker is what is there
/// @param date time of the service
/// @param retryAfter pause that it asks for
record Refusal(int status, ErrorText error, String requestId, String region, boolean html, String excerpt,
        boolean deleteMarker, Optional<Instant> date, Optional<Duration> retryAfter) {

    private static final int BODY_BYTES_MAX = 64 * 1024;
    private static final Duration PAUSE_MAX = Duration.ofHours(1);

    /// Reads a response, which stays open.
    static Refusal of(HttpResponse response) {
        return of(response, body(response));
    }

    /// From a response whose body was read already.
    static Refusal of(HttpResponse response, BodyBytes body) {
        ErrorText error = ErrorText.parse(body.array(), body.length());
        boolean understood = !error.code().isEmpty();
        String requestId = response.header("x-amz-request-id").orElse(error.requestId());
        String region = response.header("x-amz-bucket-region").orElse(error.region());
        Optional<Instant> date = response.header("date").flatMap(Times::http);
        return new Refusal(response.status(), error, Redaction.clean(requestId, 200), region,
                !understood && body.html(),
                understood ? "" : body.excerpt(), response.header("x-amz-delete-marker").orElse("").equals("true"),
                date,
                pause(response, date));
    }

    private static BodyBytes body(HttpResponse response) {
        try {
            return BodyBytes.read(response, BODY_BYTES_MAX);
        } catch (IOException e) {
            // The status alone says enough to class the failure.
            return BodyBytes.NONE;
        }
    }

    private static Optional<Duration> pause(HttpResponse response, Optional<Instant> date) {
        long millis = number(response.header("x-amz-retry-after").orElse(""));
        if (millis >= 0) {
            return Optional.of(bounded(Duration.ofMillis(millis)));
        }
        String text = response.header("retry-after").orElse("");
        long seconds = number(text);
        if (seconds >= 0) {
            return Optional.of(bounded(Duration.ofSeconds(seconds)));
        }
        Optional<Instant> until = Times.http(text);
        if (until.isEmpty() || date.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(bounded(Duration.between(date.get(), until.get())));
    }

    private static Duration bounded(Duration asked) {
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : asked;
    }

    private static long number(String text) {
        if (text.isEmpty() || text.length() > 12) {
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
