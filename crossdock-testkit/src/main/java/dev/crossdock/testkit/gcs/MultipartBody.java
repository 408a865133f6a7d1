package dev.crossdock.testkit.gcs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of a body of type `multipart/...`, as RFC 2046 has it.
final class MultipartBody {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=(?:\"([^\"]+)\"|([^;\\s]+))",
            Pattern.CASE_INSENSITIVE);
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

    /// One part.
    record Part(Map<String, String> headers, Media body) {}

    private MultipartBody() {}

    /// @throws GcsError `invalid` if this is no such body
    static List<Part> of(Call call) {
        Matcher boundary = BOUNDARY.matcher(call.header("Content-Type").orElse(""));
        if (!boundary.find()) {
            throw GcsError.invalid("Missing multipart boundary.");
        }
        String word = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        byte[] bytes = call.plainBody();
        byte[] delimiter = ("--" + word).getBytes(StandardCharsets.US_ASCII);
        List<Part> parts = new ArrayList<>();
        int at = nextDelimiter(bytes, delimiter, 0);
        while (at >= 0 && !startsWith(bytes, at + delimiter.length, "--")) {
            int begin = lineEnd(bytes, at + delimiter.length);
            int end = nextDelimiter(bytes, delimiter, begin);
            if (end < 0) {
                throw GcsError.invalid("Malformed multipart body.");
            }
            parts.add(part(bytes, begin, startsWith(bytes, end - 2, "\r\n") ? end - 2 : end - 1));
            at = end;
        }
        return parts;
    }

    private static Part part(byte[] bytes, int begin, int end) {
        Map<String, String> headers = Call.noHeaders();
        // A part without headers begins with the empty line.
        int headEnd = startsWith(bytes, begin, "\r\n") ? begin - 2 : indexOf(bytes, HEAD_END, begin);
        if (headEnd < 0 || headEnd > end) {
            throw GcsError.invalid("Malformed multipart body.");
        }
        if (headEnd > begin) {
            String head = new String(bytes, begin, headEnd - begin, StandardCharsets.UTF_8);
            for (String line : head.split("\r\n", -1)) {
                int colon = line.indexOf(':');
                headers.put(line.substring(0, Math.max(colon, 0)), line.substring(colon + 1).strip());
            }
        }
        return new Part(headers, Media.of(Arrays.copyOfRange(bytes, Math.min(headEnd + 4, end), end)));
    }

    /// Where the delimiter stands at the start of a line and is not the start of a longer word.
    private static int nextDelimiter(byte[] bytes, byte[] delimiter, int from) {
        int at = indexOf(bytes, delimiter, from);
        while (at >= 0) {
            int after = at + delimiter.length;
            boolean startsLine = at == 0 || bytes[at - 1] == '\n';
            if (startsLine && (startsWith(bytes, after, "--") || startsWith(bytes, after, "\r\n")
                    || startsWith(bytes, after, "\n"))) {
                return at;
            }
            at = indexOf(bytes, delimiter, at + 1);
        }
        return -1;
    }

    private static int lineEnd(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, bytes.length);
    }

    private static boolean startsWith(byte[] bytes, int from, String text) {
        if (from < 0 || from + text.length() > bytes.length) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int indexOf(byte[] bytes, byte[] wanted, int from) {
        for (int at = from; at <= bytes.length - wanted.length; at++) {
            if (bytes[at] == wanted[0]
                    && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}
