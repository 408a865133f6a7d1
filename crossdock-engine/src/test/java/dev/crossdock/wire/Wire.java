package dev.crossdock.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.crossdock.env.Env;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Short forms of what the tests of this package do.
final class Wire {

    static final HttpLimits LIMITS = new HttpLimits(Duration.ofSeconds(10), Duration.ofSeconds(10), 1024,
            Duration.ofSeconds(10), 64 * 1024, 256, 16, Duration.ofSeconds(20), 1 << 20);

    /// For tests in which the peer stops: nothing else in them takes nearly as long.
    static final HttpLimits HASTY = new HttpLimits(Duration.ofSeconds(10), Duration.ofMillis(300), 1024,
            Duration.ofSeconds(10), 64 * 1024, 256, 16, Duration.ofSeconds(20), 1 << 20);

    private Wire() {}

    static HttpClient client(Origin origin, HttpLimits limits) {
        return new HttpClient(Env.production(), origin, limits, TlsTrust.system(), Optional.empty());
    }

    static HttpClient client(RawServer server) {
        return client(server.origin(), LIMITS);
    }

    /// A head of these lines.
    static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    static HttpRequest get(String target) {
        return new HttpRequest("GET", target, List.of(), Optional.empty());
    }

    static HttpRequest request(String method, HttpBody body) {
        return new HttpRequest(method, "/key", List.of("x-test", "1"), Optional.of(body));
    }

    static HttpRequest put(String body) {
        return request("PUT", new TextBody(body));
    }

    /// Sends, reads the whole body and gives the connection back.
    static String exchange(HttpClient client, HttpRequest request) throws IOException {
        try (HttpResponse response = client.send(request)) {
            return response.status() + " " + text(response);
        }
    }

    static String text(HttpResponse response) throws IOException {
        var text = new ByteArrayOutputStream();
        var buffer = ByteBuffer.allocateDirect(1000);
        while (response.read(buffer) >= 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                text.write(buffer.get());
            }
            buffer.clear();
        }
        return text.toString(ISO_8859_1);
    }

    /// A body in memory, in pieces, that counts how often it was begun.
    static final class TextBody implements HttpBody {

        private final byte[] bytes;
        private final int pieceBytes;
        private int position;
        int rewinds;

        TextBody(String text) {
            this(text, Math.max(1, text.length()));
        }

        TextBody(String text, int pieceBytes) {
            bytes = text.getBytes(ISO_8859_1);
            this.pieceBytes = pieceBytes;
        }

        @Override
        public long lengthBytes() {
            return bytes.length;
        }

        @Override
        public ByteBuffer next() {
            int length = Math.min(pieceBytes, bytes.length - position);
            position += length;
            return ByteBuffer.wrap(bytes, position - length, length).slice();
        }

        @Override
        public boolean rewind() {
            position = 0;
            rewinds++;
            return true;
        }
    }
}
