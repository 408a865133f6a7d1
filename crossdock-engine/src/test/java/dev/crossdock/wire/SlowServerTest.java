package dev.crossdock.wire;

import static dev.crossdock.wire.Wire.exchange;
import static dev.crossdock.wire.Wire.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.env.CancelledException;
import dev.crossdock.env.Env;
import dev.crossdock.env.TaskFailedException;
import dev.crossdock.wire.WireException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers that stop, dawdle or vanish.
final class SlowServerTest {

    private static final HttpLimits PROGRESS = new HttpLimits(Duration.ofSeconds(10), Duration.ofSeconds(10), 1000,
            Duration.ofMillis(200), 64 * 1024, 256, 16, Duration.ofSeconds(20), 1 << 20);

    private static final String LENGTH = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static void assertKind(Kind kind, HttpLimits limits, RawServer.Script script) throws IOException {
        try (var server = new RawServer(script); var client = Wire.client(server.origin(), limits)) {
            assertThatThrownBy(() -> exchange(client, get("/"))).isInstanceOfSatisfying(WireException.class, e -> {
                assertThat(e.kind()).as(e.toString()).isEqualTo(kind);
                assertThat(e).hasMessageContaining(server.origin().toString());
            });
            assertThat(server.heads).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP", "HTTP/1.1 200 OK\r\n", LENGTH, LENGTH + "x", CHUNKED, CHUNKED + "5\r\nx",
            CHUNKED + "1\r\nx\r\n0\r\n", "HTTP/1.1 200 OK\r\n\r\n"})
    void silenceIsAStall(String before) throws IOException {
        assertKind(Kind.STALLED, Wire.HASTY, peer -> {
            peer.head();
            peer.send(before).awaitEndOfTest();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {LENGTH, CHUNKED + "ffff\r\n", CHUNKED + "1;", CHUNKED + "0\r\nT: ",
            "HTTP/1.1 200 OK\r\n\r\n"})
    void dripIsAStall(String before) throws IOException {
        assertKind(Kind.STALLED, PROGRESS, peer -> {
            peer.head();
            peer.send(before);
            while (peer.pause(20)) {
                peer.send("x");
            }
        });
    }

    @Test
    void drippingHeadsAreAStall() throws IOException {
        assertKind(Kind.STALLED, Wire.HASTY, peer -> {
            peer.head();
            peer.send("HTTP/1.1 200 OK\r\nA: ");
            while (peer.pause(50)) {
                peer.send("x");
            }
        });
    }

    @Test
    void aSlowReaderIsNoSlowServer() throws IOException {
        try (var server = new RawServer(peer -> {
            peer.head();
            peer.send(LENGTH + "x".repeat(1_000_000)).awaitEnd();
        }, peer -> {
            peer.head();
            while (peer.pause(50)) {
                peer.send("HTTP/1.1 102 Processing\r\n\r\n");
            }
        });
                var client = Wire.client(server.origin(), PROGRESS);
                var other = Wire.client(server.origin(), Wire.HASTY);
                HttpResponse response = client.send(get("/"))) {
            // Anything that lasts longer than the window of progress will do.
            assertThatThrownBy(() -> exchange(other, get("/"))).isInstanceOf(WireException.class);
            assertThat(Wire.text(response)).hasSize(1_000_000);
        }
    }

    @Test
    void aSlowBodyIsNoSlowServer() throws IOException {
        var pause = new CountDownLatch(1);
        try (var server = new RawServer(peer -> {
            peer.head();
            peer.body(1);
            peer.pause(400);
            pause.countDown();
            peer.body(1);
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        }); var client = Wire.client(server.origin(), PROGRESS)) {
            var body = new HttpBody() {
                private int given;

                @Override
                public long lengthBytes() {
                    return 3;
                }

                @Override
                public ByteBuffer next() throws IOException {
                    if (given++ == 1) {
                        await(pause);
                    }
                    return ByteBuffer.wrap(new byte[1]);
                }

                @Override
                public boolean rewind() {
                    return false;
                }
            };
            assertThat(exchange(client, Wire.request("PUT", body))).isEqualTo("200 ");
        }
    }

    @Test
    void resetInTheBodyIsALoss() throws IOException {
        var read = new CountDownLatch(1);
        try (var server = new RawServer(peer -> {
            peer.head();
            peer.send(LENGTH + "x");
            await(read);
            peer.reset();
        });
                var client = Wire.client(server.origin(), Wire.LIMITS);
                HttpResponse response = client.send(get("/"))) {
            assertThat(response.read(ByteBuffer.allocate(1))).isEqualTo(1);
            read.countDown();
            assertThatThrownBy(() -> response.read(ByteBuffer.allocate(1))).isInstanceOfSatisfying(
                    WireException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOST));
        }
    }

    @Test
    void cancellationPasses() throws IOException {
        Env env = Env.production();
        var waiting = new CountDownLatch(1);
        try (var server = new RawServer(peer -> {
            peer.head();
            waiting.countDown();
            peer.awaitEnd();
        });
                var client = new HttpClient(env, server.origin(), Wire.LIMITS, TlsTrust.system(), Optional.empty())) {
            var task = env.tasks().spawn("get", () -> exchange(client, get("/")));
            await(waiting);
            task.cancel();
            assertThatThrownBy(task::join).isInstanceOf(TaskFailedException.class)
                    .hasCauseInstanceOf(CancelledException.class);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
