package dev.crossdock.testkit.gcs;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// An answer: what the connection writes.
///
/// @param chunked sends the body in chunks, without its length
record Reply(int status, Map<String, String> headers, Media body, boolean chunked) {
    private static final String JSON = "application/json; charset=UTF-8";
    private static final String TEXT = "text/html; charset=UTF-8";

    static Reply json(Object value) {
        return json(200, value);
    }

    static Reply json(int status, Object value) {
        return text(status, JSON, Json.write(value));
    }

    static Reply empty(int status) {
        return new Reply(status, Map.of(), Media.EMPTY, false);
    }

    static Reply text(int status, String contentType, String text) {
        return new Reply(status, Map.of("Content-Type", contentType),
                Media.of(text.getBytes(StandardCharsets.UTF_8)), false);
    }

    /// An error in the form in which the API answers: a document.
    static Reply error(GcsError error) {
        return error.status() == 304 ? empty(304) : json(error.status(), error.body());
    }

    /// An error of a download: its bare message, as the servers of media write it.
    static Reply mediaError(GcsError error) {
        return error.status() == 304 ? empty(304) : text(error.status(), TEXT, error.text());
    }

    Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body, chunked);
    }

    Reply withBody(Media other) {
        return new Reply(status, headers, other, chunked);
    }
}
