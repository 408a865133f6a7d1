package dev.crossdock.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestHeadTest {

    private static String send(String method, String target, String... headers) throws IOException {
        var net = new CannedNet().answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
        try (var client = net.client(Wire.LIMITS)) {
            return Wire.exchange(client, new HttpRequest(method, target, List.of(headers), Optional.empty()));
        } finally {
            assertThat(net.open()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret\r\nX-Evil: 1", "secret\n", "secret\r", "sec\0ret", "sec\u20acret", "sec\u010aret",
            "sec\u007fret", "sec\u001fret"})
    void refusesValuesThatBreakOut(String value) {
        assertThatThrownBy(() -> send("GET", "/", "x-name", value)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x-name").hasMessageNotContaining("sec").hasMessageNotContaining("ret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\r\nb", "a\n", "a\0", "\u00e9", "\u010a", " a", "a\t"})
    void refusesNamesThatAreNone(String name) {
        assertThatThrownBy(() -> send("GET", "/", name, "v")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> send(name, "/")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a b", "/ HTTP/1.1\r\nX: y", "/\n", "/\0", "/\u00e9", "/\u010a", "/\u007f"})
    void refusesTargetsThatBreakOut(String target) {
        assertThatThrownBy(() -> send("GET", target)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("target");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "CONTENT-LENGTH", "transfer-encoding", "Connection", "Expect",
            "Proxy-Authorization"})
    void refusesHeadersOfItsOwn(String name) {
        assertThatThrownBy(() -> send("GET", "/", name, "v")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void rendersLengths() {
        for (long length : new long[]{0, 9, 10, 99, 100, 1_234_567_890_123L, Long.MAX_VALUE}) {
            var head = new RequestHead("", "h", "");
            head.start("PUT", "/");
            head.contentLength(length);
            assertThat(new String(head.bytes(), 0, head.length(), ISO_8859_1))
                    .isEqualTo("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: " + length + "\r\n");
        }
    }

    @Test
    void sendsWhatIsAllowed() throws IOException {
        assertThat(send("GET", "/%0d?~!$&'()*+,;=:@", "x!#$%&'*+-.^_`|~9", "\t \u00ff~")).isEqualTo("200 ");
    }
}
