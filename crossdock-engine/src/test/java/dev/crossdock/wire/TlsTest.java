package dev.crossdock.wire;

import static dev.crossdock.wire.Wire.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.env.Env;
import dev.crossdock.wire.WireException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds with Conscrypt, and with the Java runtime where that cannot be loaded.
@ParameterizedClass
@EnumSource
final class TlsTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String UNTIL_CLOSE = "HTTP/1.1 200 OK\r\n\r\nok";

    /// Each takes a few processes to make.
    private static TestCertificate certificate;
    private static TestCertificate expired;

    @Parameter
    private TlsContexts contexts = TlsContexts.FASTEST;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeCertificates(@TempDir Path good, @TempDir Path old) throws Exception {
        certificate = TestCertificate.of(good, "dns:localhost");
        expired = TestCertificate.of(old, "dns:localhost", "-startdate", "-10d", "-validity", "1");
    }

    private HttpClient client(RawServer server, String host, TlsTrust trust) {
        return new HttpClient(Env.production(), new Origin(true, host, server.port()), Wire.LIMITS, trust.by(contexts),
                Optional.empty());
    }

    private static RawServer.Script ok(TestCertificate certificate) {
        return peer -> {
            RawServer.Peer secure = certificate.secured(peer);
            secure.head();
            secure.send(OK);
            secure.awaitEnd();
        };
    }

    private static void assertKind(Kind kind, HttpClient client, String... parts) {
        assertThatThrownBy(() -> Wire.exchange(client, get("/"))).isInstanceOfSatisfying(WireException.class, e -> {
            assertThat(e.kind()).as(e.toString()).isEqualTo(kind);
            for (String part : parts) {
                assertThat(e).hasMessageContaining(part);
            }
        });
    }

    @Test
    void isSpokenByWhomItShouldBe() throws Exception {
        String provider = TlsTrust.system().by(contexts).context(Env.production().disk()).getProvider().getName();
        assertThat(provider).isEqualTo(contexts == TlsContexts.FASTEST ? "Conscrypt" : "SunJSSE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void movesBodiesBothWays(String protocol) throws Exception {
        String body = "0123456789".repeat(60_000);
        try (var server = new RawServer(peer -> {
            RawServer.Peer secure = certificate.secured(peer, protocol);
            secure.head();
            assertThat(secure.body(body.length())).isEqualTo(body);
            secure.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body).head();
            secure.send(OK);
        }); var client = client(server, "localhost", TlsTrust.only(certificate.pem()))) {
            var upload = Wire.request("PUT", new Wire.TextBody(body, 100_000));
            assertThat(Wire.exchange(client, upload)).isEqualTo("200 " + body);
            assertThat(Wire.exchange(client, get("/"))).isEqualTo("200 ok");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void indicatesTheNameAndResumesSessions() throws Exception {
        List<String> sessions = Collections.synchronizedList(new ArrayList<>());
        RawServer.Script script = peer -> {
            RawServer.Peer secure = certificate.secured(peer, "TLSv1.2");
            var session = (ExtendedSSLSession) ((SSLSocket) secure.socket()).getSession();
            sessions.add(session.getRequestedServerNames() + " " + HexFormat.of().formatHex(session.getId()));
            secure.head();
            secure.send(OK.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
        };
        try (var server = new RawServer(script, script);
                var client = client(server, "localhost", TlsTrust.systemAnd(certificate.pem()))) {
            assertThat(Wire.exchange(client, get("/"))).isEqualTo("200 ok");
            assertThat(Wire.exchange(client, get("/"))).isEqualTo("200 ok");
            assertThat(sessions).hasSize(2);
            assertThat(sessions.get(0)).contains("value=localhost").isEqualTo(sessions.get(1));
        }
    }

    @Test
    void refusesUnknownAuthorities() throws Exception {
        try (var server = new RawServer(ok(certificate), ok(certificate));
                var system = client(server, "localhost", TlsTrust.system());
                var given = client(server, "localhost", TlsTrust.only(expired.pem()))) {
            assertKind(Kind.TLS_UNTRUSTED, system, "localhost", "certification path");
            assertKind(Kind.TLS_UNTRUSTED, given, "localhost", "certification path");
            assertThat(server.heads).isEmpty();
        }
    }

    @Test
    void refusesCertificatesForOtherHosts() throws Exception {
        try (var server = new RawServer(ok(certificate));
                var client = client(server, "127.0.0.1", TlsTrust.only(certificate.pem()))) {
            assertKind(Kind.TLS_UNTRUSTED, client, "127.0.0.1", "No subject alternative names");
            assertThat(server.heads).isEmpty();
        }
    }

    @Test
    void refusesExpiredCertificates() throws Exception {
        try (var server = new RawServer(ok(expired));
                var client = client(server, "localhost", TlsTrust.only(expired.pem()))) {
            assertKind(Kind.TLS_UNTRUSTED, client, "localhost", "NotAfter");
            assertThat(server.heads).isEmpty();
        }
    }

    @Test
    void readsBundlesWithTextAndLinks() throws Exception {
        String pem = Files.readString(certificate.pem(), StandardCharsets.UTF_8);
        Path bundle = Files.writeString(folder.resolve("bundle"),
                "# - gr\u00fc\u00df -\n" + pem + "--\n" + pem + "end");
        Path link = Files.createSymbolicLink(folder.resolve("link"), bundle);
        try (var server = new RawServer(ok(certificate));
                var client = client(server, "localhost", TlsTrust.only(link))) {
            assertThat(Wire.exchange(client, get("/"))).isEqualTo("200 ok");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "-----BEGIN CERTIFICATE-----\nAAAA",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"})
    void refusesBundlesThatAreNone(String text) throws IOException {
        Path bundle = Files.writeString(folder.resolve("bundle"), text);
        try (var server = new RawServer(RawServer.Peer::awaitEnd);
                var broken = client(server, "localhost", TlsTrust.only(bundle));
                var missing = client(server, "localhost", TlsTrust.only(folder.resolve("missing")))) {
            assertKind(Kind.TLS_UNTRUSTED, broken, bundle.toString());
            assertKind(Kind.TLS_UNTRUSTED, missing, "missing");
        }
    }

    @Test
    void endsBodiesAtCloseNotify() throws Exception {
        try (var server = new RawServer(peer -> {
            RawServer.Peer secure = certificate.secured(peer);
            secure.head();
            secure.send(UNTIL_CLOSE).socket().close();
        }); var client = client(server, "localhost", TlsTrust.only(certificate.pem()))) {
            assertThat(Wire.exchange(client, get("/"))).isEqualTo("200 ok");
        }
    }

    @Test
    void takesACutForNoEnd() throws Exception {
        RawServer.Script cut = peer -> {
            RawServer.Peer secure = certificate.secured(peer);
            secure.head();
            secure.send(UNTIL_CLOSE);
            peer.socket().close();
        };
        RawServer.Script cutInARecord = peer -> {
            RawServer.Peer secure = certificate.secured(peer);
            secure.head();
            secure.send(UNTIL_CLOSE);
            peer.send("\u0017\u0003\u0003\u0001\u0000half").socket().close();
        };
        RawServer.Script cutInTheHead = peer -> {
            RawServer.Peer secure = certificate.secured(peer);
            secure.head();
            secure.send("HTTP/1.1");
            peer.socket().close();
        };
        try (var server = new RawServer(cut, cutInARecord, cutInTheHead);
                var client = client(server, "localhost", TlsTrust.only(certificate.pem()))) {
            assertKind(Kind.TRUNCATED, client, "close_notify");
            assertKind(Kind.TRUNCATED, client, "close_notify");
            assertKind(Kind.LOST, client);
            assertThat(server.ends(3)).isTrue();
        }
    }

    @Test
    void takesForgedRecordsForALoss() throws Exception {
        try (var server = new RawServer(peer -> {
            RawServer.Peer secure = certificate.secured(peer);
            secure.head();
            secure.send(UNTIL_CLOSE);
            peer.send("\u0017\u0003\u0003\u0000(" + "forged".repeat(40)).awaitEnd();
        }); var client = client(server, "localhost", TlsTrust.only(certificate.pem()))) {
            assertKind(Kind.LOST, client);
        }
    }

    @Test
    void reportsServersWithoutTls() throws IOException {
        try (var server = new RawServer(peer -> peer.send("HTTP/1.1 400 Bad Request\r\n\r\n").awaitEnd(),
                peer -> peer.socket().close());
                var client = client(server, "localhost", TlsTrust.system())) {
            assertKind(Kind.CONNECT, client, "https://localhost:" + server.port());
            assertKind(Kind.CONNECT, client, "https://localhost:" + server.port());
        }
    }

    @Test
    void repeatsOnKeptConnections() throws Exception {
        try (var server = new RawServer(peer -> {
            RawServer.Peer secure = certificate.secured(peer);
            secure.head();
            secure.send(OK).head();
            peer.socket().close();
        }, ok(certificate)); var client = client(server, "localhost", TlsTrust.only(certificate.pem()))) {
            assertThat(Wire.exchange(client, get("/1"))).isEqualTo("200 ok");
            assertThat(Wire.exchange(client, get("/2"))).isEqualTo("200 ok");
            assertThat(client.repeats()).isEqualTo(1);
        }
    }
}
