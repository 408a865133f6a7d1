package dev.crossdock.wire;

import static dev.crossdock.wire.Wire.client;
import static dev.crossdock.wire.Wire.exchange;
import static dev.crossdock.wire.Wire.get;
import static dev.crossdock.wire.Wire.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.wire.WireException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A kept connection that the server ends as the next request arrives.
final class StaleConnectionTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static final RawServer.Script ONE_THEN_CLOSE = peer -> {
        peer.head();
        peer.send(OK).head();
    };

    private static final RawServer.Script ONE_THEN_RESET = peer -> {
        peer.head();
        peer.send(OK).head();
        peer.reset();
    };

    private static final RawServer.Script ONE = peer -> {
        peer.head();
        peer.body(0);
        peer.send(OK).awaitEnd();
    };

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"})
    void repeatsIdempotentRequestsOnce(String method) throws IOException {
        for (RawServer.Script end : List.of(ONE_THEN_CLOSE, ONE_THEN_RESET)) {
            try (var server = new RawServer(end, ONE); var client = client(server)) {
                exchange(client, get("/1"));
                assertThat(exchange(client, new HttpRequest(method, "/2", List.of(), Optional.empty())))
                        .startsWith("200");
                assertThat(client.repeats()).isEqualTo(1);
                assertThat(server.heads).hasSize(3);
                assertThat(server.heads.get(2)).isEqualTo(server.heads.get(1));
            }
        }
    }

    @Test
    void repeatsOnlyOnce() throws IOException {
        RawServer.Script hangUp = RawServer.Peer::head;
        try (var server = new RawServer(ONE_THEN_CLOSE, hangUp, ONE); var client = client(server)) {
            exchange(client, get("/1"));
            assertKind(Kind.LOST, client, get("/2"));
            assertThat(client.repeats()).isEqualTo(1);
            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.heads).hasSize(3);
        }
    }

    @Test
    void neverRepeatsOnAFirstConnection() throws IOException {
        try (var server = new RawServer(RawServer.Peer::head, ONE); var client = client(server)) {
            assertKind(Kind.LOST, client, get("/"));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void neverRepeatsPost() throws IOException {
        try (var server = new RawServer(ONE_THEN_CLOSE, ONE); var client = client(server)) {
            exchange(client, get("/1"));
            assertKind(Kind.LOST, client, request("POST", new Wire.TextBody("x")));
            assertThat(server.connections()).isEqualTo(1);
            assertThat(client.repeats()).isZero();
        }
    }

    @Test
    void neverRepeatsAfterAByteOfAnAnswer() throws IOException {
        try (var server = new RawServer(peer -> {
            peer.head();
            peer.send(OK).head();
            peer.send("H");
        }, ONE); var client = client(server)) {
            exchange(client, get("/1"));
            assertKind(Kind.LOST, client, get("/2"));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void repeatsWithTheWholeBody() throws IOException {
        String text = "0123456789".repeat(1000);
        try (var server = new RawServer(ONE_THEN_CLOSE, peer -> {
            peer.head();
            assertThat(peer.body(text.length())).isEqualTo(text);
            peer.send(OK);
        }); var client = client(server)) {
            exchange(client, get("/1"));
            var body = new Wire.TextBody(text, 333);
            assertThat(exchange(client, request("PUT", body))).isEqualTo("200 ok");
            assertThat(body.rewinds).isEqualTo(1);
        }
    }

    @Test
    void neverRepeatsABodyThatDoesNotRewind() throws IOException {
        var body = new HttpBody() {
            @Override
            public long lengthBytes() {
                return 3;
            }

            @Override
            public ByteBuffer next() {
                return ByteBuffer.wrap(new byte[3]);
            }

            @Override
            public boolean rewind() {
                return false;
            }
        };
        try (var server = new RawServer(ONE_THEN_CLOSE, ONE); var client = client(server)) {
            exchange(client, get("/1"));
            assertKind(Kind.LOST, client, request("PUT", body));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void passesOnWhatTheBodyThrows() throws IOException {
        var failure = new WireException(Kind.LOST, "of another connection");
        var body = new HttpBody() {
            private int calls;

            @Override
            public long lengthBytes() {
                return 100;
            }

            @Override
            public ByteBuffer next() throws IOException {
                if (calls++ == 1) {
                    throw failure;
                }
                return ByteBuffer.wrap(new byte[3]);
            }

            @Override
            public boolean rewind() {
                throw new AssertionError("not to be repeated");
            }
        };
        try (var server = new RawServer(ONE_THEN_CLOSE, ONE); var client = client(server)) {
            exchange(client, get("/1"));
            assertThatThrownBy(() -> client.send(request("PUT", body))).isSameAs(failure);
            assertThat(exchange(client, get("/2"))).isEqualTo("200 ok");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    private static void assertKind(Kind kind, HttpClient client, HttpRequest request) {
        assertThatThrownBy(() -> exchange(client, request)).isInstanceOfSatisfying(WireException.class,
                e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
