package dev.crossdock.testkit.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The start line and the header lines of one message, kept as they came.
record HttpHead(String startLine, List<String> lines) {
    private static final int BYTES_MAX = 1 << 20;

    HttpHead {
        lines = List.copyOf(lines);
    }

    /// Reads up to the empty line; nothing if the stream ends before the first byte.
    static Optional<HttpHead> read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        for (int next = in.read(); next >= 0; next = in.read()) {
            bytes.write(next);
            if (next == '\n' && endsWithEmptyLine(bytes)) {
                return Optional.of(parse(bytes.toString(StandardCharsets.ISO_8859_1)));
            }
            if (bytes.size() > BYTES_MAX) {
                throw new IOException("head longer than " + BYTES_MAX + " bytes");
            }
        }
        if (bytes.size() > 0) {
            throw new EOFException("connection ended within a head");
        }
        return Optional.empty();
    }

    /// One line without its end.
    static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > BYTES_MAX) {
                throw new EOFException("connection ended within a line");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    HttpHead without(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return new HttpHead(startLine,
                lines.stream().filter(line -> !line.toLowerCase(Locale.ROOT).startsWith(prefix)).toList());
    }

    HttpHead with(String name, String value) {
        List<String> more = new ArrayList<>(without(name).lines);
        more.add(name + ": " + value);
        return new HttpHead(startLine, more);
    }

    /// Names in lower case; of a repeated name, the last value.
    Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    /// A header's value by its name in any case; empty text if it is not there.
    String header(String name) {
        return headers().getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    RequestHead asRequest() {
        String[] words = startLine.split(" ", -1);
        return new RequestHead(words[0], words.length > 1 ? words[1] : "", headers());
    }

    int status() {
        return Integer.parseInt(startLine.substring(9, 12));
    }

    /// Whether the sender will close after this message.
    boolean closes() {
        return startLine.startsWith("HTTP/1.0") || header("connection").equalsIgnoreCase("close");
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder(startLine).append("\r\n");
        lines.forEach(line -> text.append(line).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean endsWithEmptyLine(ByteArrayOutputStream bytes) {
        byte[] all = bytes.size() < 4 ? new byte[0] : bytes.toByteArray();
        int end = all.length;
        return end >= 4 && all[end - 2] == '\r' && all[end - 3] == '\n' && all[end - 4] == '\r';
    }

    private static HttpHead parse(String text) {
        List<String> lines = text.strip().lines().toList();
        return new HttpHead(lines.getFirst(), lines.subList(1, lines.size()));
    }
}
