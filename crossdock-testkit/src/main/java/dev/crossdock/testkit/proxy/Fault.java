package dev.crossdock.testkit.proxy;

import java.time.Duration;
import java.util.Map;

/// What the proxy does to one request or to its reply. Offsets count bytes of the body as the application sees it, without
/// the framing of chunked transfer.
///
/// A fault that names a place in a body fires only if the body goes beyond that place.
public sealed interface Fault {

    /// Passes everything on unchanged: for rules that only count.
    record Pass() implements Fault {}

    /// Sends that many bytes of the reply's body, then a TCP reset.
    record ResetResponse(long afterBytes) implements Fault {
        public ResetResponse {
            requireNotNegative(afterBytes);
        }
    }

    /// Sends that many bytes of the reply's body, then closes the connection in good order.
    record TruncateResponse(long afterBytes) implements Fault {
        public TruncateResponse {
            requireNotNegative(afterBytes);
        }
    }

    /// Sends that many bytes of the reply's body, then nothing until the client gives up or the proxy closes.
    record StallResponse(long afterBytes) implements Fault {
        public StallResponse {
            requireNotNegative(afterBytes);
        }
    }

    /// Sends the reply's body at this rate.
    record SlowResponse(int bytesPerSecond) implements Fault {
        public SlowResponse {
            requirePositive(bytesPerSecond);
        }
    }

    /// Turns the lowest bit of one byte of the reply's body.
    record FlipBit(long offset) implements Fault {
        public FlipBit {
            requireNotNegative(offset);
        }
    }

    /// Puts one header in place of every one of this name in the reply.
    record ReplaceHeader(String name, String value) implements Fault {}

    /// Takes every header of this name out of the reply.
    record RemoveHeader(String name) implements Fault {}

    /// Takes every header of this name out of the request, so that the server acts as if it did not know it.
    record RemoveRequestHeader(String name) implements Fault {}

    /// Passes on the request's head and that many bytes of its body, then resets the connections to both sides.
    record ResetRequest(long afterBytes) implements Fault {
        public ResetRequest {
            requireNotNegative(afterBytes);
        }
    }

    /// Passes on the whole request, waits for the whole reply, and resets the client's connection instead of sending it.
    record DropReply() implements Fault {}

    /// Answers by itself; the server never hears of the request.
    record Answer(int status, Map<String, String> headers, String body) implements Fault {
        public Answer {
            requirePositive(status);
            headers = Map.copyOf(headers);
        }
    }

    /// Lets the server do its work and answers with something else.
    record AnswerInstead(int status, Map<String, String> headers, String body) implements Fault {
        public AnswerInstead {
            requirePositive(status);
            headers = Map.copyOf(headers);
        }
    }

    /// Waits before the request is passed on.
    record Delay(Duration duration) implements Fault {}

    static Fault pass() {
        return new Pass();
    }

    static Fault resetResponseAfter(long bytes) {
        return new ResetResponse(bytes);
    }

    static Fault truncateResponseAfter(long bytes) {
        return new TruncateResponse(bytes);
    }

    static Fault stallAfter(long bytes) {
        return new StallResponse(bytes);
    }

    static Fault slow(int bytesPerSecond) {
        return new SlowResponse(bytesPerSecond);
    }

    static Fault flipBit(long offset) {
        return new FlipBit(offset);
    }

    static Fault resetRequestAfter(long bytes) {
        return new ResetRequest(bytes);
    }

    static Fault dropReply() {
        return new DropReply();
    }

    static Fault delay(Duration duration) {
        return new Delay(duration);
    }

    /// An answer as S3 gives it when it refuses: the code in an XML document.
    static Fault refuse(int status, String code) {
        return new Answer(status, Map.of("Content-Type", "application/xml"), errorXml(code));
    }

    /// The answer of a server that asks for less, with the seconds to wait.
    static Fault slowDown(int retryAfterSeconds) {
        Map<String, String> headers = Map.of("Content-Type", "application/xml", "Retry-After", "" + retryAfterSeconds);
        return new Answer(503, headers, errorXml("SlowDown"));
    }

    private static String errorXml(String code) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Error><Code>%s</Code><Message>injected</Message><RequestId>fault</RequestId></Error>"""
                .formatted(code);
    }

    private static void requireNotNegative(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("negative place in a body: " + bytes);
        }
    }

    private static void requirePositive(int number) {
        if (number <= 0) {
            throw new IllegalArgumentException("not positive: " + number);
        }
    }
}
