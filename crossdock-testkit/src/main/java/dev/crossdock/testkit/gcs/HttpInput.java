package dev.crossdock.testkit.gcs;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Requests as they come out of a connection, strictly: what is not HTTP/1.1 ends it.
final class HttpInput {
    private static final int LINE_BYTES_MAX = 64 << 10;
    private static final int PIECE_BYTES = 1 << 20;

    private final InputStream in;

    HttpInput(InputStream in) {
        this.in = new BufferedInputStream(in, 64 << 10);
    }

    /// The head of the next request; nothing if the client has closed the connection between two requests.
    Optional<Call> head() throws IOException {
        String line = line();
        if (line.isEmpty()) {
            return Optional.empty();
        }
        String[] words = line.split(" ", -1);
        if (words.length != 3 || !words[1].startsWith("/") || !words[2].equals("HTTP/1.1")) {
            throw new IOException("no request line of HTTP/1.1: " + line);
        }
        return Optional.of(new Call(words[0], words[1], headers()));
    }

    /// The headers up to the empty line.
    Map<String, String> headers() throws IOException {
        Map<String, String> headers = Call.noHeaders();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("no header: " + line);
            }
            headers.merge(line.substring(0, colon), line.substring(colon + 1).strip(), (one, more) -> one + "," + more);
        }
        return headers;
    }

    /// Gives the call its body, or what comes of it.
    ///
    /// @param bytesMax after how many bytes to stop
    void body(Call call, long bytesMax) throws IOException {
        List<byte[]> pieces = new ArrayList<>();
        boolean whole;
        try {
            whole = call.header("Transfer-Encoding").orElse("").equalsIgnoreCase("chunked")
                    ? chunks(pieces, bytesMax)
                    : take(pieces, call.header("Content-Length").map(Long::parseLong).orElse(0L), bytesMax);
        } catch (EOFException e) {
            whole = false;
        }
        call.receive(Media.of(pieces), whole);
    }

    private boolean chunks(List<byte[]> pieces, long bytesMax) throws IOException {
        long left = bytesMax;
        while (true) {
            String line = line();
            long size = Long.parseLong(line.replaceFirst(";.*", "").strip(), 16);
            if (size == 0) {
                headers();
                return true;
            }
            if (!take(pieces, size, left)) {
                return false;
            }
            left -= size;
            line();
        }
    }

    /// @return whether all bytes were taken
    private boolean take(List<byte[]> pieces, long size, long bytesMax) throws IOException {
        long left = Math.min(size, bytesMax);
        while (left > 0) {
            byte[] piece = in.readNBytes((int) Math.min(left, PIECE_BYTES));
            pieces.add(piece);
            left -= piece.length;
            if (piece.length == 0) {
                throw new EOFException("the client went away");
            }
        }
        return size <= bytesMax;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return "";
            }
            if (line.size() > LINE_BYTES_MAX) {
                throw new IOException("a line of more than " + LINE_BYTES_MAX + " bytes");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
