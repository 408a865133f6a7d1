package dev.crossdock.wire;

import static dev.crossdock.wire.Wire.client;
import static dev.crossdock.wire.Wire.exchange;
import static dev.crossdock.wire.Wire.get;
import static dev.crossdock.wire.Wire.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.wire.WireException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpClientTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @Test
    void rendersRequestsAndKeepsTheConnection() throws IOException {
        try (var server = new RawServer(peer -> {
            peer.head();
            peer.send(OK).head();
            assertThat(peer.body(5)).isEqualTo("hello");
            peer.send("HTTP/1.1 204 No Content\r\n\r\n").head();
            peer.send(OK);
        }); var client = client(server)) {
            var headers = List.of("X-One", "1 \u00e9", "x-two", "");
            assertThat(exchange(client, new HttpRequest("GET", "/a%20b?c=d", headers, Optional.empty())))
                    .isEqualTo("200 ok");
            assertThat(exchange(client, put("hello"))).isEqualTo("204 ");
            assertThat(exchange(client, new HttpRequest("POST", "/?delete", List.of(), Optional.empty())))
                    .isEqualTo("200 ok");

            assertThat(server.connections()).isEqualTo(1);
            String host = "Host: " + server.origin().authority() + "\r\n";
            assertThat(server.heads).containsExactly(
                    "GET /a%20b?c=d HTTP/1.1\r\n" + host + "X-One: 1 \u00e9\r\nx-two: \r\n\r\n",
                    "PUT /key HTTP/1.1\r\n" + host + "Content-Length: 5\r\nx-test: 1\r\n\r\n",
                    "POST /?delete HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n");
            assertThat(client.repeats()).isZero();
        }
    }

    @Test
    void sendsLongHeadsAndLongBodies() throws IOException {
        String name = "n".repeat(40_000);
        String body = "0123456789".repeat(70_000);
        try (var server = new RawServer(peer -> {
            peer.head();
            assertThat(peer.body(body.length())).isEqualTo(body);
            peer.send(OK);
        }); var client = client(server)) {
            var request = new HttpRequest("PUT", "/" + name, List.of(), Optional.of(new Wire.TextBody(body, 300_000)));
            assertThat(exchange(client, request)).isEqualTo("200 ok");
            assertThat(server.heads.getFirst()).contains(name);
        }
    }

    @Test
    void readsLargeBodies() throws IOException {
        String body = "0123456789".repeat(100_000);
        try (var server = new RawServer(peer -> {
            peer.head();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + body).head();
            peer.send(OK);
        }); var client = client(server)) {
            assertThat(exchange(client, get("/"))).isEqualTo("200 " + body);
            assertThat(exchange(client, get("/"))).isEqualTo("200 ok");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void readsBytesThatFollowABodyAsWrong() throws IOException {
        try (var server = new RawServer(peer -> {
            peer.head();
            peer.send(OK + OK).awaitEnd();
        }, peer -> {
            peer.head();
            peer.send(OK);
        }); var client = client(server)) {
            exchange(client, get("/1"));
            exchange(client, get("/2"));
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: foo, Close\r\n\r\nok",
            "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", "HTTP/1.0 200\r\n\r\nok", "HTTP/1.1 200 \r\n\r\nok"})
    void closesWhenTheServerSaysSo(String response) throws IOException {
        try (var server = new RawServer(peer -> {
            peer.head();
            peer.send(response);
            peer.socket().shutdownOutput();
            peer.awaitEnd();
        }, peer -> {
            peer.head();
            peer.send(OK);
        }); var client = client(server)) {
            assertThat(exchange(client, get("/"))).isEqualTo("200 ok");
            assertThat(exchange(client, get("/"))).isEqualTo("200 ok");
            assertThat(server.connections()).isEqualTo(2);
            assertThat(client.repeats()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"204", "304", "200"})
    void expectsNoBodyWhereThereIsNone(String status) throws IOException {
        try (var server = new RawServer(peer -> {
            peer.head();
            peer.send("HTTP/1.1 " + status + " X\r\nContent-Length: 1000\r\n\r\n").head();
            peer.send(OK);
        }); var client = client(server)) {
            String method = status.equals("200") ? "HEAD" : "GET";
            try (HttpResponse response = client.send(new HttpRequest(method, "/", List.of(), Optional.empty()))) {
                assertThat(response.lengthBytes()).hasValue(1000);
                assertThat(response.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            }
            assertThat(exchange(client, get("/"))).isEqualTo("200 ok");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 3000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\nbb8\r\n"})
    void keepsTheConnectionIfTheUnreadRestIsThere(String framing) throws IOException {
        String end = framing.contains("chunked") ? "\r\n0\r\n\r\n" : "";
        try (var server = new RawServer(peer -> {
            peer.head();
            peer.send("HTTP/1.1 200 OK\r\n" + framing + "x".repeat(3000) + end).head();
            peer.send(OK);
        }); var client = client(server)) {
            try (HttpResponse response = client.send(get("/"))) {
                assertThat(response.read(ByteBuffer.allocate(1))).isEqualTo(1);
            }
            assertThat(exchange(client, get("/"))).isEqualTo("200 ok");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void closesTheConnectionIfTheUnreadRestIsNotThere() throws IOException {
        try (var server = new RawServer(peer -> {
            peer.head();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 3000\r\n\r\nx").awaitEnd();
        }, peer -> {
            peer.head();
            peer.send(OK);
        }); var client = client(server)) {
            HttpResponse response = client.send(get("/"));
            response.close();
            response.close();
            assertThatThrownBy(() -> response.read(ByteBuffer.allocate(1))).isInstanceOf(IllegalStateException.class);
            assertThat(exchange(client, get("/"))).isEqualTo("200 ok");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void givesRedirectsBack() throws IOException {
        try (var server = new RawServer(peer -> {
            peer.head();
            peer.send("HTTP/1.1 307 T\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n").awaitEnd();
        }); var client = client(server); HttpResponse response = client.send(get("/"))) {
            assertThat(response.status()).isEqualTo(307);
            assertThat(response.header("location")).hasValue("http://127.0.0.1:1/");
        }
    }

    @Test
    void closedClientsKeepNothing() throws IOException {
        try (var server = new RawServer(peer -> {
            peer.head();
            peer.send(OK).awaitEnd();
        })) {
            HttpClient client = client(server);
            HttpResponse response = client.send(get("/"));
            client.close();
            assertThat(Wire.text(response)).isEqualTo("ok");
            response.close();
            assertThatThrownBy(() -> exchange(client, get("/"))).isInstanceOf(WireException.class);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void namesWhatDoesNotAnswer() throws IOException {
        int port;
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = listener.getLocalPort();
        }
        try (var client = client(new Origin(false, "127.0.0.1", port), Wire.LIMITS)) {
            assertThatThrownBy(() -> exchange(client, get("/"))).isInstanceOfSatisfying(WireException.class, e -> {
                assertThat(e.kind()).isEqualTo(Kind.CONNECT);
                assertThat(e).hasMessageContaining("127.0.0.1:" + port);
            });
        }
    }

    @Test
    void namesHostsWithoutAddress() {
        try (var client = client(new Origin(false, "no-such-host.invalid", 80), Wire.LIMITS)) {
            assertThatThrownBy(() -> exchange(client, get("/"))).isInstanceOfSatisfying(WireException.class,
                    e -> assertThat(e.kind()).isEqualTo(Kind.HOST_UNKNOWN));
        }
    }
}
