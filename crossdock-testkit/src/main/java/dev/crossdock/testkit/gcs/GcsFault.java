package dev.crossdock.testkit.gcs;

import java.util.Map;

/// What goes wrong with one request. Offsets count bytes of a body.
///
/// A fault that names a place in a body fires only if the body goes beyond that place.
public sealed interface GcsFault {

    /// Answers with an error and does nothing.
    record Refuse(int status, String reason, String message, Map<String, String> headers) implements GcsFault {
        public Refuse {
            headers = Map.copyOf(headers);
        }
    }

    /// Does what was asked for and answers with an error all the same.
    record RefuseAfterwards(int status, String reason, String message) implements GcsFault {}

    /// Does what was asked for and closes the connection without an answer.
    record LoseReply() implements GcsFault {}

    /// Sends the head and that many bytes of the reply's body, then a TCP reset.
    record ResetReply(long afterBytes) implements GcsFault {
        public ResetReply {
            requireNotNegative(afterBytes);
        }
    }

    /// Sends the head and that many bytes of the reply's body, then closes the connection in good order.
    record TruncateReply(long afterBytes) implements GcsFault {
        public TruncateReply {
            requireNotNegative(afterBytes);
        }
    }

    /// Turns one bit of the reply's body.
    record FlipReply(long offset) implements GcsFault {
        public FlipReply {
            requireNotNegative(offset);
        }
    }

    /// Takes that many bytes of the request's body, then resets the connection. A session keeps what it got.
    record ResetRequest(long afterBytes) implements GcsFault {
        public ResetRequest {
            requireNotNegative(afterBytes);
        }
    }

    /// Forgets the session and answers with this status, 404 or 410.
    record LoseSession(int status) implements GcsFault {}

    /// The session keeps so many bytes less of what this request sends: it says so, and the client has to go back.
    record PersistLess(long bytes) implements GcsFault {
        public PersistLess {
            requireNotNegative(bytes);
        }
    }

    /// Checks what was sent, then stores it with one bit turned, and the checksums of that.
    record StoreFlipped(long offset) implements GcsFault {
        public StoreFlipped {
            requireNotNegative(offset);
        }
    }

    /// A server that cannot at the moment.
    static GcsFault unavailable() {
        return new Refuse(503, "backendError", "Backend Error", Map.of());
    }

    /// A server that asks for less, with the seconds to wait.
    static GcsFault slowDown(int retryAfterSeconds) {
        return new Refuse(429, "rateLimitExceeded", "The rate of requests to this bucket exceeds the limit. Please"
                + " reduce the rate.", Map.of("Retry-After", "" + retryAfterSeconds));
    }

    /// A server that cannot at the moment and says for how long.
    static GcsFault unavailable(int retryAfterSeconds) {
        return new Refuse(503, "backendError", "Backend Error", Map.of("Retry-After", "" + retryAfterSeconds));
    }

    static GcsFault refuse(int status, String reason, String message) {
        return new Refuse(status, reason, message, Map.of());
    }

    private static void requireNotNegative(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("negative place in a body: " + bytes);
        }
    }
}
