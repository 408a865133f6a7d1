package dev.crossdock.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.crossdock.env.Env;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.wire.Origin;
import dev.crossdock.wire.TlsTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sessions of roles, from a token service and a bucket that show what they are asked.
final class RoleCredentialsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final S3Role ROLE = S3Role.of("arn:aws:iam::111122223333:role/copier").withExternalId("id of two+1")
            .withPolicy("{\"Version\":\"2012-10-17\"}");

    private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> reply = new AtomicReference<>(session(1, NOW.plus(Duration.ofHours(1))));
    private HttpServer tokens;
    private ScriptedServer bucket;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        bucket = ScriptedServer.start();
        tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tokens.createContext("/", this::answer);
        tokens.start();
    }

    @AfterEach
    void stop() throws IOException {
        tokens.stop(0);
        bucket.close();
    }

    @Test
    void theBucketIsAskedWithTheSessionOfTheRole() throws StoreException {
        reply.set(session(1, Instant.parse("2099-01-01T00:00:00Z")));
        bucket.answer("200 OK\r\nETag: \"e\"", "12345").answer("200 OK\r\nETag: \"e\"", "12345");
        Map<String, String> environment = Map.of("AWS_ACCESS_KEY_ID", "AKIDTEST", "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_SESSION_TOKEN", "outer", "AWS_REGION", "eu-west-1", "AWS_ENDPOINT_URL_STS",
                "http://127.0.0.1:" + tokens.getAddress().getPort());
        S3Overrides overrides = S3Overrides.NONE.withEndpoint(bucket.origin().toString()).withRole(ROLE);
        try (S3Store store = S3Environment.open(Env.production(), "bucket", environment, overrides)) {
            store.read("k", ReadOptions.ALL).close();
            store.read("k", ReadOptions.ALL).close();
        }
        assertThat(asked).containsExactly(Map.of("Action", "AssumeRole", "Version", "2011-06-15", "RoleArn", ROLE.arn(),
                "RoleSessionName", "crossdock", "DurationSeconds", "3600", "ExternalId", "id of two+1", "Policy",
                "{\"Version\":\"2012-10-17\"}"));
        assertThat(signatures.getFirst()).startsWith("AWS4-HMAC-SHA256 Credential=AKIDTEST/")
                .contains("/eu-west-1/sts/aws4_request").contains("x-amz-security-token");
        assertThat(bucket.requests()).hasSize(2).allSatisfy(request -> {
            assertThat(request).contains("x-amz-security-token: token1\r\n", "Credential=ASIA1/");
            assertThat(WireBucket.line(request, "authorization: ")).get().asString()
                    .contains(";x-amz-security-token,");
        });
    }

    @Test
    void aSessionIsRenewedBeforeItEnds() throws StoreException {
        RoleCredentials role = role();
        assertThat(key(role, NOW)).isEqualTo("ASIA1");
        reply.set(session(2, NOW.plus(Duration.ofHours(2))));
        assertThat(key(role, NOW.plus(Duration.ofMinutes(54)))).isEqualTo("ASIA1");
        assertThat(key(role, NOW.plus(Duration.ofMinutes(56)))).isEqualTo("ASIA2");
        assertThat(asked).hasSize(2);
    }

    @Test
    void aSessionThatHoldsOutlastsAFailedRenewal() throws StoreException {
        RoleCredentials role = role();
        role.current(NOW);
        status = 503;
        reply.set("");
        assertThat(key(role, NOW.plus(Duration.ofMinutes(57)))).isEqualTo("ASIA1");
        assertThat(asked).hasSize(2);
        assertThat(key(role, NOW.plus(Duration.ofMinutes(57)).plusSeconds(1))).isEqualTo("ASIA1");
        assertThat(asked).hasSize(2);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> role.current(NOW.plus(Duration.ofMinutes(61))))
                .extracting(StoreException::code).isEqualTo(FailureCode.SERVER_ERROR);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            403, AccessDenied, ACCESS_DENIED
            403, ExpiredToken, AUTH_EXPIRED
            403, InvalidClientTokenId, AUTH_INVALID
            403, SignatureDoesNotMatch, AUTH_INVALID
            400, Throttling, THROTTLED
            400, MalformedPolicyDocument, AUTH_INVALID
            502, -, SERVER_ERROR
            200, -, NOT_S3_RESPONSE
            """)
    void refusalsHaveTheirCodes(int answered, String serviceCode, FailureCode expected) {
        status = answered;
        reply.set(serviceCode == null
                ? "<html/>"
                : "<ErrorResponse><Error><Type>Sender</Type><Code>" + serviceCode
                        + "</Code><Message>not you</Message></Error></ErrorResponse>");
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> role().current(NOW)).satisfies(e -> {
            assertThat(e.code()).isEqualTo(expected);
            assertThat(e.failure().message()).contains("role/copier").doesNotContain("id of two");
        });
    }

    @Test
    void aServiceThatIsNotThereIsALostConnection() {
        tokens.stop(0);
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> role().current(NOW))
                .extracting(StoreException::code).isEqualTo(FailureCode.CONNECTION_LOST);
    }

    private RoleCredentials role() {
        S3Endpoints endpoint = new S3Endpoints(new Origin(false, "127.0.0.1", tokens.getAddress().getPort()), "");
        return new RoleCredentials(new RoleRequest(Env.production(), "s3://bucket", ROLE, "us-east-1", endpoint,
                TlsTrust.system(), Map.of()), CredentialsSource.of(WireBucket.CREDENTIALS));
    }

    private static String key(RoleCredentials role, Instant now) throws StoreException {
        Optional<Credentials> found = role.current(now);
        return found.orElseThrow().accessKey();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> form = new HashMap<>();
            String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            for (String each : text.split("&", -1)) {
                String[] pair = each.split("=", 2);
                form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
            }
            asked.add(form);
            signatures.add(exchange.getRequestHeaders().getFirst("authorization"));
            byte[] body = reply.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String session(int number, Instant expires) {
        return "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA" + number
                + "</AccessKeyId><SecretAccessKey>inner</SecretAccessKey><SessionToken>token" + number
                + "</SessionToken><Expiration>" + expires
                + "</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>";
    }
}
