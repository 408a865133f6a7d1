package dev.crossdock.testkit.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The body of one message, read out of its framing (RFC 9112, section 6).
final class BodySource {
    private static final long UNTIL_CLOSE = Long.MAX_VALUE;

    private final InputStream in;
    private final boolean chunked;
    private final boolean untilClose;
    private long remaining;
    private String trailer = "";

    private BodySource(InputStream in, boolean chunked, long remaining) {
        this.in = in;
        this.chunked = chunked;
        this.untilClose = remaining == UNTIL_CLOSE;
        this.remaining = remaining;
    }

    static BodySource ofRequest(HttpHead head, InputStream in) {
        if (head.header("transfer-encoding").equalsIgnoreCase("chunked")) {
            return new BodySource(in, true, 0);
        }
        String length = head.header("content-length");
        return new BodySource(in, false, length.isEmpty() ? 0 : Long.parseLong(length));
    }

    static BodySource ofReply(String method, HttpHead head, InputStream in) {
        int status = head.status();
        if (method.equals("HEAD") || status < 200 || status == 204 || status == 304) {
            return new BodySource(in, false, 0);
        }
        boolean framed = head.headers().containsKey("content-length")
                || head.headers().containsKey("transfer-encoding");
        return framed ? ofRequest(head, in) : new BodySource(in, false, UNTIL_CLOSE);
    }

    boolean isChunked() {
        return chunked;
    }

    boolean isUntilClose() {
        return untilClose;
    }

    /// Whether there is no body at all, known without reading.
    boolean isAbsent() {
        return !chunked && remaining == 0;
    }

    /// The lines after the last chunk, with their ends; empty unless chunked and read to the end.
    String trailer() {
        return trailer;
    }

    /// The next bytes, at least one; -1 at the end of the body.
    int read(byte[] buffer) throws IOException {
        if (remaining == 0 && !(chunked && nextChunk())) {
            return -1;
        }
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, remaining));
        if (count < 0) {
            if (untilClose) {
                return -1;
            }
            throw new EOFException("connection ended " + remaining + " bytes before the end of a body");
        }
        remaining -= untilClose ? 0 : count;
        if (chunked && remaining == 0) {
            HttpHead.readLine(in);
        }
        return count;
    }

    void drain() throws IOException {
        byte[] buffer = new byte[1 << 14];
        int count = read(buffer);
        while (count >= 0) {
            count = read(buffer);
        }
    }

    private boolean nextChunk() throws IOException {
        if (trailer.endsWith("\r\n")) {
            return false;
        }
        String line = HttpHead.readLine(in);
        int extension = line.indexOf(';');
        remaining = Long.parseLong(extension < 0 ? line.strip() : line.substring(0, extension).strip(), 16);
        if (remaining == 0) {
            readTrailer();
        }
        return remaining > 0;
    }

    private void readTrailer() throws IOException {
        StringBuilder lines = new StringBuilder();
        String line = HttpHead.readLine(in);
        while (!line.isEmpty()) {
            lines.append(line).append("\r\n");
            line = HttpHead.readLine(in);
        }
        trailer = lines.append("\r\n").toString();
    }
}
