package dev.crossdock.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crossdock.env.Env;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import dev.crossdock.testkit.identity.IdentityCall;
import dev.crossdock.testkit.identity.IdentityServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sessions of a role that another provider's tokens open.
final class WebIdentityTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final S3Role ROLE = S3Role.of("arn:aws:iam::111122223333:role/reader")
            .withPolicy("{\"Version\":\"2012-10-17\"}");

    private final AtomicInteger tokens = new AtomicInteger();
    private IdentityServer server;

    @BeforeEach
    void start() throws IOException {
        server = IdentityServer.start();
        server.answer("/", 200, session(1, NOW.plus(Duration.ofHours(1))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theTokenIsAllThatIsShown() throws StoreException {
        Credentials found = credentials().current(NOW).orElseThrow();

        assertThat(found.accessKey()).isEqualTo("ASIA1");
        assertThat(found.sessionToken().map(Secret::reveal)).contains("token1");
        IdentityCall call = server.calls().getFirst();
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.headers()).doesNotContainKeys("authorization", "x-amz-date");
        assertThat(call.form()).isEqualTo(Map.of("Action", "AssumeRoleWithWebIdentity", "Version", "2011-06-15",
                "RoleArn", ROLE.arn(), "RoleSessionName", "crossdock", "DurationSeconds", "3600", "WebIdentityToken",
                token(1), "Policy", "{\"Version\":\"2012-10-17\"}"));
    }

    @Test
    void eachSessionIsAskedForWithAFreshTokenBeforeTheLastOneEnds() throws StoreException {
        CredentialsSource source = credentials();
        source.current(NOW);
        source.current(NOW.plus(Duration.ofMinutes(54)));
        assertThat(server.calls()).hasSize(1);

        server.answer("/", 200, session(2, NOW.plus(Duration.ofHours(2))));
        assertThat(source.current(NOW.plus(Duration.ofMinutes(56))).orElseThrow().accessKey()).isEqualTo("ASIA2");
        assertThat(server.calls().getLast().form()).containsEntry("WebIdentityToken", token(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    403 | AccessDenied | Not authorized to perform sts:AssumeRoleWithWebIdentity | ACCESS_DENIED | accounts.google.com:aud is 1077, accounts.google.com:oaud is crossdock-test and accounts.google.com:sub is 2088
                    400 | InvalidIdentityToken | Incorrect token audience | AUTH_INVALID | the audience of the token
                    400 | InvalidIdentityToken | No OpenIDConnect provider found in your account | AUTH_INVALID | knows no identity provider
                    400 | ExpiredTokenException | Token expired | AUTH_EXPIRED | has ended
                    400 | IDPCommunicationError | no answer | SERVER_ERROR | IDPCommunicationError
                    400 | IDPRejectedClaim | no | AUTH_INVALID | rejected
                    400 | ValidationError | The requested DurationSeconds exceeds the MaxSessionDuration | AUTH_INVALID | does not allow sessions that long
                    500 | InternalFailure | oops | SERVER_ERROR | 500
                    """)
    void refusalsHaveTheirReasons(int status, String code, String message, FailureCode expected, String likely) {
        server.answer("/", status, "<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>"
                + message + "</Message></Error></ErrorResponse>");
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> credentials().current(NOW)).satisfies(e -> {
            assertThat(e.code()).isEqualTo(expected);
            assertThat(e.failure().message()).contains(likely, "role/reader").doesNotContain(token(1));
        });
    }

    @Test
    void theWayIsToldHopByHop() throws StoreException {
        StringBuilder told = new StringBuilder();
        credentials().walk(NOW, new Trail() {
            @Override
            public void at(String hop, String what) {
                told.append(hop).append(": ").append(what).append('\n');
            }

            @Override
            public void found(String what) {
                told.append("-> ").append(what).append('\n');
            }
        });
        assertThat(told)
                .contains("id token: somebody", "web identity: " + ROLE.arn(),
                        "-> access key ..., until 2026-01-01T01:00:00Z")
                .doesNotContain(token(1), "inner", "token1");
    }

    private CredentialsSource credentials() {
        Map<String, String> variables = Map.of("AWS_REGION", "us-east-1", "AWS_ENDPOINT_URL_STS", server.url(""));
        return AwsIdentity.of(Env.production(), "s3://bucket", variables, S3Overrides.NONE).webIdentity(ROLE,
                (now, trail) -> {
                    trail.at("id token", "somebody");
                    return new Secret(token(tokens.incrementAndGet()));
                });
    }

    private static String token(int number) {
        return "aGVhZA." + Base64.getUrlEncoder().withoutPadding().encodeToString(
                "{\"aud\":\"crossdock-test\",\"azp\":\"1077\",\"sub\":\"2088\"}".getBytes(UTF_8)) + ".planted" + number;
    }

    private static String session(int number, Instant expires) {
        return "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>ASIA"
                + number + "</AccessKeyId><SecretAccessKey>inner</SecretAccessKey><SessionToken>token" + number
                + "</SessionToken><Expiration>" + expires
                + "</Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>";
    }
}
