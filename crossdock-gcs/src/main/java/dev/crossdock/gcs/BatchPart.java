package dev.crossdock.gcs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The answer to one request of a batch, as it stands in the answer to all: headers of its own, then a response of HTTP.
///
/// @param id value of Content-ID, without brackets
/// @param status of the response
/// @param body of the response, one character for each byte
record BatchPart(String id, int status, String body) {

    private static final String BLANK_LINE = "\r\n\r\n";

    /// Reads all answers; whatever is none is left out.
    static List<BatchPart> all(String document) {
        List<BatchPart> parts = new ArrayList<>();
        int end = document.indexOf("\r\n");
        String first = end < 0 ? "" : document.substring(0, end);
        if (!first.startsWith("--") || first.length() < 3) {
            return parts;
        }
        int at = end;
        while (at >= 0) {
            int next = document.indexOf("\r\n" + first, at);
            if (next >= 0) {
                part(document.substring(at + 2, next)).ifPresent(parts::add);
                next = document.indexOf("\r\n", next + first.length() + 2);
            }
            at = next;
        }
        return parts;
    }

    /// Which request it answers, or -1 if it does not say.
    int index(String prefix) {
        int at = id.lastIndexOf(prefix);
        String digits = at < 0 ? "" : id.substring(at + prefix.length());
        if (digits.isEmpty() || digits.length() > 6) {
            return -1;
        }
        int index = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            index = index * 10 + digit;
        }
        return index;
    }

    /// What the service said, unless it did what it was asked.
    Optional<Refusal> refusal() {
        if (status >= 200 && status < 300) {
            return Optional.empty();
        }
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        GcsError error = GcsError.parse(bytes, bytes.length);
        String excerpt = error.equals(GcsError.NONE) ? Redaction.clean(body, 1024) : "";
        return Optional.of(new Refusal(status, error, "", false, excerpt, Optional.empty()));
    }

    private static Optional<BatchPart> part(String text) {
        int head = text.indexOf(BLANK_LINE);
        if (head < 0 || !text.startsWith("HTTP/1.1 ", head + 4)) {
            return Optional.empty();
        }
        int inner = text.indexOf(BLANK_LINE, head + 4);
        String body = inner < 0 ? "" : text.substring(inner + 4);
        int status = status(text, head + 13);
        return status < 0 ? Optional.empty() : Optional.of(new BatchPart(id(text.substring(0, head)), status, body));
    }

    private static int status(String text, int at) {
        int status = 0;
        for (int i = at; i < at + 3; i++) {
            int digit = i < text.length() ? text.charAt(i) - '0' : -1;
            if (digit < 0 || digit > 9) {
                return -1;
            }
            status = status * 10 + digit;
        }
        return status;
    }

    private static String id(String head) {
        for (String line : head.split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-id:")) {
                String value = line.substring(11).strip();
                return value.startsWith("<") && value.endsWith(">") ? value.substring(1, value.length() - 1) : value;
            }
        }
        return "";
    }
}
