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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies on their way out, and servers that do not want them.
final class UploadTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String DENIED = "HTTP/1.1 403 Forbidden\r\nContent-Length: 6\r\n\r\ndenied";
    private static final int LARGE_BYTES = 1 << 20;

    /// More than the buffers of both sockets hold, and in pieces too small to wait for 100-continue about.
    private static HttpRequest upload() {
        return request("PUT", new Wire.TextBody("x".repeat(LARGE_BYTES), 64 * 1024));
    }

    private static HttpLimits neverExpecting(HttpLimits limits) {
        return new HttpLimits(limits.connect(), limits.idle(), limits.progressBytesPerSecond(),
                limits.progressWindow(), limits.headBytes(), limits.headerCount(), limits.connectionsIdle(),
                limits.idleKept(), Long.MAX_VALUE);
    }

    @Test
    void seesAnAnswerThatEndsTheUpload() throws Exception {
        var body = "x".repeat(64 << 20);
        try (var server = new RawServer(peer -> {
            peer.head();
            peer.send(DENIED);
            peer.socket().shutdownOutput();
            peer.body(1000);
        }, peer -> {
            peer.head();
            peer.send(OK);
        }); var client = client(server.origin(), neverExpecting(Wire.LIMITS))) {
            try (HttpResponse response = client.send(request("PUT", new Wire.TextBody(body, 1 << 20)))) {
                assertThat(response.status()).isEqualTo(403);
            }
            assertThat(server.ends(1)).isTrue();
            assertThat(exchange(client, get("/"))).isEqualTo("200 ok");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void reportsAnUploadThatIsCut() throws Exception {
        var body = "x".repeat(64 << 20);
        try (var server = new RawServer(peer -> {
            peer.head();
            peer.body(1000);
            peer.reset();
        }); var client = client(server.origin(), neverExpecting(Wire.LIMITS))) {
            assertKind(Kind.LOST, client, request("PUT", new Wire.TextBody(body, 1 << 20)));
            assertThat(server.ends(1)).isTrue();
        }
    }

    @Test
    void reportsAServerThatStopsReading() throws IOException {
        var body = "x".repeat(64 << 20);
        try (var server = new RawServer(peer -> {
            peer.head();
            peer.body(1000);
            peer.awaitEndOfTest();
        }); var client = client(server.origin(), neverExpecting(Wire.HASTY))) {
            assertKind(Kind.STALLED, client, request("PUT", new Wire.TextBody(body, 1 << 20)));
        }
    }

    @Test
    void waitsForLeaveToSendLargeBodies() throws IOException {
        try (var server = new RawServer(peer -> {
            assertThat(peer.head()).contains("Expect: 100-continue\r\n");
            assertThat(peer.socket().getInputStream().available()).isZero();
            peer.send("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n");
            peer.body(LARGE_BYTES);
            peer.send("HTTP/1.1 102 Processing\r\n\r\n" + OK).head();
            peer.send(OK);
        }); var client = client(server)) {
            assertThat(exchange(client, upload())).isEqualTo("200 ok");
            assertThat(exchange(client, get("/"))).isEqualTo("200 ok");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void sendsNoBodyThatIsNotWanted() throws IOException {
        try (var server = new RawServer(peer -> {
            peer.head();
            peer.send(DENIED);
            assertThat(peer.socket().getInputStream().read()).isEqualTo(-1);
        }, peer -> {
            peer.head();
            peer.send(OK);
        }); var client = client(server)) {
            assertThat(exchange(client, upload())).isEqualTo("403 denied");
            assertThat(exchange(client, get("/"))).isEqualTo("200 ok");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void doesNotExpectMuchOfServersThatIgnoreIt() throws IOException {
        try (var server = new RawServer(peer -> {
            peer.head();
            peer.awaitEnd();
        }, peer -> {
            peer.head();
            peer.body(LARGE_BYTES);
            peer.send(OK).head();
            peer.body(LARGE_BYTES);
            peer.send(OK);
        }); var client = client(server)) {
            assertThat(exchange(client, upload())).isEqualTo("200 ok");
            assertThat(exchange(client, upload())).isEqualTo("200 ok");
            assertThat(server.heads.get(0)).contains("Expect");
            assertThat(server.heads.get(1)).doesNotContain("Expect");
            assertThat(server.heads.get(2)).doesNotContain("Expect");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void refusesEndlessInterimResponses() throws IOException {
        try (var server = new RawServer(peer -> {
            peer.head();
            peer.send("HTTP/1.1 102 Processing\r\n\r\n".repeat(1000)).awaitEnd();
        }); var client = client(server)) {
            assertKind(Kind.LIMIT, client, get("/"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void refusesBodiesOfAnotherLength(int off) throws IOException {
        var body = new Wire.TextBody("x".repeat(100), 10);
        try (var server = new RawServer(RawServer.Peer::awaitEnd); var client = client(server)) {
            assertThatThrownBy(() -> client.send(request("PUT", new Mislabeled(body, 100 - off))))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining(off < 0 ? "fewer" : "more");
        }
    }

    private record Mislabeled(HttpBody body, long lengthBytes) implements HttpBody {

        @Override
        public ByteBuffer next() throws IOException {
            return body.next();
        }

        @Override
        public boolean rewind() {
            return body.rewind();
        }
    }

    private static void assertKind(Kind kind, HttpClient client, HttpRequest request) {
        assertThatThrownBy(() -> exchange(client, request)).isInstanceOfSatisfying(WireException.class,
                e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
