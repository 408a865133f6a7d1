package dev.crossdock.gcs.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crossdock.wire.HttpResponse;
import dev.crossdock.wire.JsonDocument;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// What a service answered, read whole. Never printed: it may hold a token.
final class IdentityReply {

    private static final int BYTES_MAX = 256 * 1024;

    private final int status;
    private final String flavor;
    private final String date;
    private final String text;

    private IdentityReply(int status, String flavor, String date, String text) {
        this.status = status;
        this.flavor = flavor;
        this.date = date;
        this.text = text;
    }

    /// Reads a reply; of one that is longer than any token could be, only the beginning.
    static IdentityReply read(HttpResponse response) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES_MAX);
        while (bytes.hasRemaining() && response.read(bytes) >= 0) {
            // until it is full, or the answer ends
        }
        return new IdentityReply(response.status(), response.header("metadata-flavor").orElse(""),
                response.header("date").orElse(""), new String(bytes.array(), 0, bytes.position(), UTF_8));
    }

    int status() {
        return status;
    }

    boolean good() {
        return status == 200;
    }

    /// Whether a metadata server of Google says that it is one.
    boolean fromMetadataServer() {
        return flavor.equals("Google");
    }

    /// The body.
    String text() {
        return text;
    }

    /// The body as JSON.
    Optional<JsonDocument> json() {
        return JsonDocument.parse(text);
    }

    /// Time at the service.
    Optional<Instant> date() {
        try {
            return date.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// The service's own name of what is wrong, or an empty string: `invalid_grant`, `PERMISSION_DENIED`.
    String errorCode() {
        Optional<JsonDocument> json = json();
        if (json.isEmpty()) {
            return "";
        }
        String word = json.get().text("error");
        return word.isEmpty() ? json.get().object("error").map(error -> error.text("status")).orElse("") : word;
    }

    /// What the service says about it to people, or an empty string.
    String errorMessage() {
        Optional<JsonDocument> json = json();
        if (json.isEmpty()) {
            return text.strip().startsWith("<") ? "a web page" : text.strip();
        }
        String described = json.get().text("error_description");
        return described.isEmpty()
                ? json.get().object("error").map(error -> error.text("message")).orElse("")
                : described;
    }
}
