package dev.crossdock.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.env.Env;
import dev.crossdock.wire.WireException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            // host, port, NO_PROXY, proxied
            "storage.example, 443, -, true", "storage.example, 443, '', true", "storage.example, 443, *, false",
            "storage.example, 443, storage.example, false", "STORAGE.example, 443, Storage.Example, false",
            "storage.example, 443, example, false", "storage.example, 443, .example, false",
            "storage.example, 443, *.example, false", "storage.example., 443, example, false",
            "storage.example, 443, rage.example, true", "example, 443, storage.example, true",
            "example, 443, .example, false", "storage.example, 443, 'a.b, storage.example ,c', false",
            "storage.example, 443, 'a.b storage.example', false", "storage.example, 443, 'a.b,c', true",
            "storage.example, 443, storage.example:443, false", "storage.example, 443, storage.example:80, true",
            "storage.example, 443, storage.example:, true", "storage.example, 443, ',', true",
            "192.0.2.7, 443, 192.0.2.7, false", "192.0.2.7, 443, 192.0.2.70, true", "192.0.2.7, 443, 2.7, true",
            "192.0.2.7, 443, 192.0.2.0/24, false", "192.0.2.7, 443, 192.0.3.0/24, true",
            "192.0.2.7, 443, 192.0.2.4/30, false", "192.0.2.7, 443, 192.0.2.0/30, true",
            "192.0.2.7, 443, 0.0.0.0/0, false", "192.0.2.7, 443, 192.0.2.0/33, true",
            "192.0.2.7, 443, 192.0.2.0/x, true", "192.0.2.7, 443, 192.0.2.0/, true", "192.0.2.7, 443, ::/0, true",
            "192.0.2.7, 443, 192.0.2.7:443, false", "192.0.2.7, 443, 192.0.2.7:444, true",
            "2001:db8::1, 443, 2001:db8:0::1, false", "2001:db8::1, 443, [2001:db8::1], false",
            "2001:db8::1, 443, [2001:db8::1]:443, false", "2001:db8::1, 443, [2001:db8::1]:80, true",
            "2001:db8::1, 443, 2001:db8::/32, false", "2001:db8::1, 443, 2001:db9::/32, true",
            "storage.example, 443, 192.0.2.0/24, true", "localhost, 443, -, false", "a.localhost, 443, -, false",
            "127.0.0.1, 443, -, false", "127.9.9.9, 443, -, false", "::1, 443, -, false",
            "localhost.example, 443, -, true"})
    void appliesNoProxy(String host, int port, String noProxy, boolean proxied) {
        Map<String, String> environment = noProxy == null
                ? Map.of("HTTPS_PROXY", "http://proxy.example:3128")
                : Map.of("HTTPS_PROXY", "http://proxy.example:3128", "NO_PROXY", noProxy);
        assertThat(Proxy.fromEnvironment(environment, new Origin(true, host, port)).isPresent()).isEqualTo(proxied);
    }

    @ParameterizedTest
    @CsvSource({"HTTPS_PROXY, true, true", "https_proxy, true, true", "HTTP_PROXY, true, false",
            "http_proxy, false, true", "HTTP_PROXY, false, true", "HTTPS_PROXY, false, false",
            "ALL_PROXY, false, false"})
    void picksTheVariable(String variable, boolean tls, boolean proxied) {
        var environment = Map.of(variable, "proxy.example");
        assertThat(Proxy.fromEnvironment(environment, new Origin(tls, "storage.example", 9000)).map(Proxy::toString))
                .isEqualTo(proxied ? Optional.of("http://proxy.example") : Optional.empty());
    }

    @Test
    void prefersLowerCaseAndIgnoresWhatARequesterCanSet() {
        var http = new Origin(false, "storage.example", 80);
        assertThat(Proxy.fromEnvironment(Map.of("http_proxy", "a", "HTTP_PROXY", "b"), http)).hasToString(
                "Optional[http://a]");
        assertThat(Proxy.fromEnvironment(Map.of("HTTP_PROXY", "b", "REQUEST_METHOD", "GET"), http)).isEmpty();
        assertThat(Proxy.fromEnvironment(Map.of("http_proxy", "a", "REQUEST_METHOD", "GET"), http)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://user:hush@proxy.example", "http://user:hush@", "http://user:hush@[::1",
            "http://us er:hush@proxy.example", "http://user:hush%4@proxy.example",
            "http://user:hush@proxy.example:99999"})
    void refusesOtherUrlsWithoutShowingThem(String url) {
        assertThatThrownBy(() -> Proxy.fromEnvironment(Map.of("HTTPS_PROXY", url),
                new Origin(true, "storage.example", 443))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hush").hasMessageNotContaining("user").hasNoCause();
    }

    private static HttpClient client(RawServer proxy, Origin origin, TlsTrust trust) {
        String url = "http://user:p%40ss@127.0.0.1:" + proxy.port();
        Optional<Proxy> through = Proxy.fromEnvironment(Map.of("HTTPS_PROXY", url, "HTTP_PROXY", url), origin);
        assertThat(through).hasToString("Optional[http://127.0.0.1:" + proxy.port() + "]");
        return new HttpClient(Env.production(), origin, Wire.LIMITS, trust, through);
    }

    @Test
    void sendsWholeAddressesForHttp() throws IOException {
        try (var proxy = new RawServer(peer -> {
            peer.head();
            peer.send(OK).head();
            peer.send(OK);
        }); var client = client(proxy, new Origin(false, "storage.example", 9000), TlsTrust.system())) {
            assertThat(Wire.exchange(client, Wire.get("/a?b"))).isEqualTo("200 ok");
            assertThat(Wire.exchange(client, Wire.get("/c"))).isEqualTo("200 ok");
            assertThat(proxy.heads).containsExactly(
                    Wire.head("GET http://storage.example:9000/a?b HTTP/1.1", "Host: storage.example:9000",
                            "Proxy-Authorization: Basic dXNlcjpwQHNz"),
                    Wire.head("GET http://storage.example:9000/c HTTP/1.1", "Host: storage.example:9000",
                            "Proxy-Authorization: Basic dXNlcjpwQHNz"));
        }
    }

    @Test
    void tunnelsForHttps(@TempDir Path folder) throws Exception {
        var certificate = TestCertificate.of(folder, "dns:storage.example");
        try (var proxy = new RawServer(peer -> {
            peer.head();
            peer.send("HTTP/1.1 200 Connected\r\nA: b\r\n\r\n");
            RawServer.Peer secure = certificate.secured(peer);
            secure.head();
            secure.send(OK).head();
            secure.send(OK);
        }); var client = client(proxy, new Origin(true, "storage.example", 443), TlsTrust.only(certificate.pem()))) {
            assertThat(Wire.exchange(client, Wire.get("/a"))).isEqualTo("200 ok");
            assertThat(Wire.exchange(client, Wire.get("/b"))).isEqualTo("200 ok");
            assertThat(proxy.heads).containsExactly(
                    Wire.head("CONNECT storage.example:443 HTTP/1.1", "Host: storage.example:443",
                            "Proxy-Authorization: Basic dXNlcjpwQHNz"),
                    "GET /a HTTP/1.1\r\nHost: storage.example\r\n\r\n",
                    "GET /b HTTP/1.1\r\nHost: storage.example\r\n\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 407 Who\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 200 OK\r\n", "SSH-2.0\r\n\r\n",
            "HTTP/1.1 301 Moved\r\nLocation: http://other.example\r\n\r\n", ""})
    void reportsProxiesThatRefuse(String answer) throws IOException {
        try (var proxy = new RawServer(peer -> {
            peer.head();
            peer.send(answer);
        }); var client = client(proxy, new Origin(true, "storage.example", 443), TlsTrust.system())) {
            assertThatThrownBy(() -> Wire.exchange(client, Wire.get("/"))).isInstanceOfSatisfying(WireException.class,
                    e -> {
                        assertThat(e.kind()).isIn(Kind.CONNECT, Kind.PROTOCOL);
                        assertThat(e).hasMessageContaining("proxy http://127.0.0.1:" + proxy.port());
                        assertThat(e).hasMessageNotContaining("p@ss").hasMessageNotContaining("p%40ss");
                    });
            assertThat(proxy.heads).hasSize(1);
        }
    }
}
