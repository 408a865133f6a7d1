package dev.crossdock.wire;

import static dev.crossdock.wire.Wire.get;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.wire.WireException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything that can arrive, good and bad, in every piecing.
final class ResponseTest {

    private static final HttpLimits LIMITS = new HttpLimits(Duration.ofSeconds(10), Duration.ofSeconds(10), 1,
            Duration.ofSeconds(10), 1000, 8, 16, Duration.ofSeconds(20), 1 << 20);

    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n";

    private static String receive(CannedNet net) throws IOException {
        try (var client = net.client(LIMITS)) {
            return Wire.exchange(client, get("/"));
        } finally {
            assertThat(net.open()).isZero();
        }
    }

    private static String receive(String answer, int... cuts) throws IOException {
        return receive(new CannedNet().answer(answer.getBytes(ISO_8859_1), cuts));
    }

    private static void assertKind(String answer, Kind kind) {
        assertThatThrownBy(() -> receive(answer)).isInstanceOfSatisfying(WireException.class,
                e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 11\r\nA: b\r\n\r\nhello world",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n001;a=\"b\"\r\n \r\n5 \r\nworld\r\n0;x\r\nT: u\r\nV:\r\n\r\n",
            "HTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\nhello world"})
    void readsInAnyPieces(String answer) throws IOException {
        assertThat(receive(answer)).isEqualTo("200 hello world");
        assertThat(receive(answer, 1)).isEqualTo("200 hello world");
        for (int cut = 1; cut < answer.length(); cut++) {
            assertThat(receive(answer, cut, Integer.MAX_VALUE)).as("cut at %d", cut).isEqualTo("200 hello world");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 11\r\nA: b\r\n\r\nhello world",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1;a=b\r\n \r\n5\r\nworld\r\n0\r\nT: u\r\n\r\n"})
    void takesNoPartForTheWhole(String answer) {
        int head = answer.indexOf("\r\n\r\n") + 4;
        for (int end = 0; end < answer.length(); end++) {
            assertKind(answer.substring(0, end), end < head ? Kind.LOST : Kind.TRUNCATED);
        }
    }

    @Test
    void findsHeaders() throws IOException {
        byte[] answer = Wire
                .head("HTTP/1.1 200 OK", "X-Amz-Meta-A: gr\u00fc\u00df", "x-amz-meta-b:\t b c \t", "ETag:\"e\"",
                        "etag: second", "x-amz: ", "Content-Length: 0")
                .getBytes(UTF_8);
        try (var client = new CannedNet().answer(answer).client(LIMITS); var response = client.send(get("/"))) {
            assertThat(response.header("x-amz-meta-a")).hasValue("gr\u00fc\u00df");
            assertThat(response.header("etag")).hasValue("\"e\"");
            assertThat(response.header("x-amz")).hasValue("");
            assertThat(response.header("x-amz-meta")).isEmpty();
            assertThat(response.headers("x-amz-meta-")).containsExactly("x-amz-meta-a", "gr\u00fc\u00df",
                    "x-amz-meta-b",
                    "b c");
            assertThat(response.lengthBytes()).hasValue(0);
        }
    }

    @Test
    void readsHeadersThatAreNotUtf8AsLatin1() throws IOException {
        byte[] answer = "HTTP/1.1 200 OK\r\na: gr\u00fc\u00df\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1);
        try (var client = new CannedNet().answer(answer).client(LIMITS); var response = client.send(get("/"))) {
            assertThat(response.header("a")).hasValue("gr\u00fc\u00df");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.6\r\n", "HTTP/2 200 OK\r\n\r\n", "HTTP/1.2 200 OK\r\n\r\n",
            "http/1.1 200 OK\r\n\r\n", "HTTP/1.1  200 OK\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n",
            "HTTP/1.1 -20 OK\r\n\r\n", "HTTP/1.1 099 OK\r\n\r\n", "HTTP/1.1 600 OK\r\n\r\n", "HTTP/1.1\r\n\r\n",
            "\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\na: b\n\r\n", "HTTP/1.1 200 OK\r\na\rb: c\r\n\r\n",
            "HTTP/1.1 200 OK\r\na: b\rc\r\n\r\n", "HTTP/1.1 200 OK\r\na: b\nc: d\r\n\r\n",
            "HTTP/1.1 200 OK\r\na: \0\r\n\r\n", "HTTP/1.1 200 O\0K\r\n\r\n", "HTTP/1.1 200 OK\r\na\0: b\r\n\r\n",
            "HTTP/1.1 200 OK\r\na: b\r\n c\r\n\r\n", "HTTP/1.1 200 OK\r\n a: b\r\n\r\n",
            "HTTP/1.1 200 OK\r\na : b\r\n\r\n", "HTTP/1.1 200 OK\r\n: b\r\n\r\n", "HTTP/1.1 200 OK\r\nab\r\n\r\n",
            "HTTP/1.1 200 OK\r\na\u00e9: b\r\n\r\n", "HTTP/1.1 101 Switching\r\n\r\n"})
    void refusesMalformedHeads(String head) {
        assertKind(head, Kind.PROTOCOL);
    }

    @ParameterizedTest
    @CsvSource({"'Content-Length: 1\r\nContent-Length: 2'",
            "'Content-Length: 1\r\ncontent-length: 01\r\nContent-Length: x'",
            "Content-Length: -1", "Content-Length: +1", "Content-Length: 0x1", "'Content-Length: 1, 1'",
            "'Content-Length: '", "Content-Length: 1 1", "Content-Length: 9999999999999999999",
            "'Content-Length: 2\r\nTransfer-Encoding: chunked'", "'Transfer-Encoding: chunked\r\nContent-Length: 2'",
            "Transfer-Encoding: gzip", "'Transfer-Encoding: gzip, chunked'", "'Transfer-Encoding: chunked, chunked'",
            "'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked'", "'Transfer-Encoding:'",
            "Transfer-Encoding: xchunked"})
    void refusesDoubtfulFraming(String headers) {
        assertKind("HTTP/1.1 200 OK\r\n" + headers + "\r\n\r\n0\r\n\r\n", Kind.PROTOCOL);
    }

    @Test
    void takesEqualLengthsForOne() throws IOException {
        assertThat(receive("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok"))
                .isEqualTo("200 ok");
    }

    @Test
    void refusesChunksInHttp10() {
        assertKind(CHUNKED.replace("1.1", "1.0") + "0\r\n\r\n", Kind.PROTOCOL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "g\r\n", "-1\r\n", "0x1\r\n", "1\n", "1\r\rx", "1\r\nxx\r\n", "1\r\nx\n",
            ";a\r\n", "1;a\nb\r\nx", "1;\0\r\nx", "0\r\na\nb\r\n\r\n", "0\r\n\rx", "0\r\na\rb", "1000000000000000\r\n"})
    void refusesMalformedChunks(String chunks) {
        assertKind(CHUNKED + chunks, Kind.PROTOCOL);
    }

    @Test
    void boundsHeads() throws IOException {
        String start = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\na: ";
        String most = start + "x".repeat(1000 - start.length() - 4) + "\r\n\r\n";
        assertThat(most).hasSize(1000);
        assertThat(receive(most)).isEqualTo("200 ");
        assertThat(receive(most, 1)).isEqualTo("200 ");
        assertKind(start + "x".repeat(1000 - start.length() - 3) + "\r\n\r\n", Kind.LIMIT);
        assertKind(start + "x".repeat(1_000_000), Kind.LIMIT);
    }

    @Test
    void boundsHeaders() throws IOException {
        String end = "Content-Length: 0\r\n\r\n";
        assertThat(receive("HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(7) + end)).isEqualTo("200 ");
        assertKind("HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(8) + end, Kind.LIMIT);
    }

    @Test
    void boundsWhatSurroundsChunks() throws IOException {
        assertThat(receive(CHUNKED + "1;" + "x".repeat(1000) + "\r\na\r\n0\r\nt: " + "x".repeat(900) + "\r\n\r\n"))
                .isEqualTo("200 a");
        assertKind(CHUNKED + "1;" + "x".repeat(1100) + "\r\na\r\n0\r\n\r\n", Kind.LIMIT);
        assertKind(CHUNKED + "0\r\nt: " + "x".repeat(1000) + "\r\n\r\n", Kind.LIMIT);
        assertKind(CHUNKED + "0\r\n" + "t: u\r\n".repeat(1000) + "\r\n", Kind.LIMIT);
    }

    /// Mutations of good answers, which get further than noise, in random pieces.
    @Test
    void survivesWhateverArrives() throws IOException {
        String[] good = {"HTTP/1.1 200 OK\r\nContent-Length: 11\r\nETag: \"a\"\r\nConnection: close\r\n\r\nhello world",
                CHUNKED + "5\r\nhello\r\n6;a=b\r\n world\r\n0\r\nT: u\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 404 Not\r\nA: b\r\n\r\nhello world"};
        var random = new Random(20_260_101);
        int refused = 0;
        for (int i = 0; i < 10_000; i++) {
            byte[] answer = mutated(good[i % good.length].getBytes(ISO_8859_1), random);
            try {
                receive(new CannedNet().answer(answer, random.ints(5, 1, 40).toArray()));
            } catch (WireException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(3000, 9900);
    }

    private static byte[] mutated(byte[] answer, Random random) {
        String awkward = "\r\n\0 :;,0123456789abcdefF-+\t\u00ff";
        var mutated = new StringBuilder(new String(answer, ISO_8859_1));
        for (int i = random.nextInt(6); i >= 0 && mutated.length() > 1; i--) {
            int at = random.nextInt(mutated.length());
            switch (random.nextInt(4)) {
                case 0 -> mutated.setCharAt(at, awkward.charAt(random.nextInt(awkward.length())));
                case 1 -> mutated.deleteCharAt(at);
                case 2 -> mutated.insert(at, awkward.charAt(random.nextInt(awkward.length())));
                default -> mutated.insert(at, mutated.substring(random.nextInt(at + 1), at));
            }
        }
        return mutated.toString().getBytes(ISO_8859_1);
    }
}
