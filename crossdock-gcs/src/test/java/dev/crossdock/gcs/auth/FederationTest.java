package dev.crossdock.gcs.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crossdock.gcs.AccessToken;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.testkit.identity.IdentityCall;
import dev.crossdock.wire.JsonDocument;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Identities of other providers, and service accounts that others stand in for.
final class FederationTest {

    private static final String AWS = "{\"environment_id\":\"aws1\",\"region_url\":\"http://169.254.169.254/az\","
            + "\"regional_cred_verification_url\":"
            + "\"https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15\"}";
    private static final String WRITER = "writer@depot.iam.gserviceaccount.com";
    private static final String BETWEEN = "between@depot.iam.gserviceaccount.com";

    @TempDir
    private Path home;
    private GoogleFixture google;

    @BeforeEach
    void start() throws IOException {
        google = new GoogleFixture(home);
        google.server.answer(GoogleFixture.STS, 200, "{\"access_token\":\"federated\",\"issued_token_type\":"
                + "\"urn:ietf:params:oauth:token-type:access_token\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
        google.server.answer(GoogleFixture.SERVICE_ACCOUNTS + WRITER + ":generateAccessToken", 200,
                "{\"accessToken\":\"writers\",\"expireTime\":\"" + google.now.plusSeconds(1800) + "\"}");
    }

    @AfterEach
    void stop() {
        google.close();
    }

    @Test
    void aSignedQuestionIsExchangedForAToken() throws Exception {
        google.file(google.external(AWS, ""));

        AccessToken token = google.identity().accessTokens().current(google.now).orElseThrow();

        assertThat(token.authorization()).isEqualTo("Bearer federated");
        Map<String, String> form = new TreeMap<>(google.server.calls().getFirst().form());
        JsonDocument subject = GoogleFixture.json(URLDecoder.decode(form.remove("subject_token"), UTF_8));
        assertThat(form).isEqualTo(Map.of("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange", "audience",
                GoogleFixture.POOL, "scope", "https://www.googleapis.com/auth/cloud-platform",
                "requested_token_type", "urn:ietf:params:oauth:token-type:access_token", "subject_token_type",
                "urn:ietf:params:aws:token-type:aws4_request"));
        assertThat(subject.text("url"))
                .isEqualTo("https://sts.eu-west-1.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15");
        assertThat(subject.text("method")).isEqualTo("POST");
        assertThat(subject.objects("headers")).extracting(each -> each.text("key") + '=' + each.text("value"))
                .containsExactly("host=sts.eu-west-1.amazonaws.com", "x-amz-date=" + google.now,
                        "x-goog-cloud-target-resource=" + GoogleFixture.POOL, "authorization=AWS4 signed");
    }

    @Test
    void aFederatedIdentityStandsInForAServiceAccount() throws Exception {
        google.file(google.external(AWS, ",\"service_account_impersonation_url\":\""
                + google.impersonationUrl(WRITER) + "\",\"service_account_impersonation\":"
                + "{\"token_lifetime_seconds\":1800}"));

        AccessToken token = google.identity().accessTokens().current(google.now).orElseThrow();

        assertThat(token.authorization()).isEqualTo("Bearer writers");
        assertThat(token.expires().orElseThrow()).isBetween(google.now.plusSeconds(1000), google.now.plusSeconds(1800));
        IdentityCall call = google.server.calls().getLast();
        assertThat(call.header("authorization")).isEqualTo("Bearer federated");
        assertThat(call.header("content-type")).isEqualTo("application/json");
        assertThat(call.body()).isEqualTo("{\"delegates\":[],\"scope\":"
                + "[\"https://www.googleapis.com/auth/cloud-platform\"],\"lifetime\":\"1800s\"}");
    }

    @Test
    void aFileAndAUrlHoldTokensToo() throws Exception {
        Path token = Files.writeString(home.resolve("token"), "from-file\n");
        google.file(google.external("{\"file\":\"" + token + "\"}", ""));
        google.identity().accessTokens().current(google.now);
        assertThat(google.server.calls(GoogleFixture.STS).getLast().form()).containsEntry("subject_token", "from-file");

        google.server.answer("/mine", 200, "{\"id_token\":\"from-url\"}");
        google.file(google.external("{\"url\":\"" + google.server.url("/mine") + "\",\"headers\":{\"x-mine\":\"yes\"},"
                + "\"format\":{\"type\":\"json\",\"subject_token_field_name\":\"id_token\"}}", ""));
        google.identity().accessTokens().current(google.now);
        assertThat(google.server.calls(GoogleFixture.STS).getLast().form()).containsEntry("subject_token", "from-url");
        assertThat(google.server.calls("/mine").getFirst().header("x-mine")).isEqualTo("yes");

        google.file(google.external("{\"file\":\"" + home.resolve("none") + "\"}", ""));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> google.identity().accessTokens().current(google.now))
                .extracting(StoreException::code).isEqualTo(FailureCode.AUTH_MISSING);
    }

    @Test
    void delegatesLeadToTheAccount() throws Exception {
        google.file(google.user()).server.answer(GoogleFixture.TOKEN, 200, GoogleFixture.token("people"));

        GoogleIdentity identity = google.identity(GoogleOptions.NONE.withImpersonate(WRITER, List.of(BETWEEN)));

        assertThat(identity.accessTokens().current(google.now).orElseThrow().authorization())
                .isEqualTo("Bearer writers");
        assertThat(google.server.calls().getLast().header("authorization")).isEqualTo("Bearer people");
        assertThat(google.server.calls().getLast().body()).contains("\"delegates\":[\"projects/-/serviceAccounts/"
                + BETWEEN + "\"]", "\"lifetime\":\"3600s\"");
        assertThat(identity.name()).isEqualTo(WRITER);
        google.variables.put("CLOUDSDK_AUTH_IMPERSONATE_SERVICE_ACCOUNT", BETWEEN + ',' + WRITER);
        google.identity().accessTokens().current(google.now);
        assertThat(google.server.calls().getLast().body()).contains(BETWEEN);
    }

    @Test
    void aFileOfAnImpersonatedAccountHasItsOwnCaller() throws Exception {
        google.file("{\"type\":\"impersonated_service_account\",\"service_account_impersonation_url\":\""
                + google.impersonationUrl(WRITER) + "\",\"delegates\":[\"projects/-/serviceAccounts/" + BETWEEN
                + "\"],\"source_credentials\":" + google.user() + '}');
        google.server.answer(GoogleFixture.TOKEN, 200, GoogleFixture.token("people"));

        assertThat(google.identity().accessTokens().current(google.now).orElseThrow().authorization())
                .isEqualTo("Bearer writers");
        assertThat(google.server.calls().getLast().body()).contains(BETWEEN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    400 | invalid_target | The target service indicated by the "audience" parameters is invalid. | AUTH_INVALID | names no provider
                    401 | unauthorized_client | The given credential is rejected by the attribute condition. | ACCESS_DENIED | access key AKIDTEST
                    400 | invalid_grant | The audience in ID Token [x] does not match the expected audience. | AUTH_INVALID | another audience
                    400 | invalid_grant | Received error InvalidClientTokenId from AWS STS | AUTH_INVALID | does not know the key
                    400 | invalid_grant | Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z | CLOCK_SKEW | clock
                    503 | unavailable | come back later | SERVER_ERROR | 503
                    429 | quota | too many | THROTTLED | 429
                    302 | '' | '' | REDIRECT_REFUSED | 302
                    """)
    void refusedExchangesHaveTheirReasons(int status, String error, String description, FailureCode code, String likely)
            throws Exception {
        google.file(google.external(AWS, "")).server.answer(GoogleFixture.STS, status, "{\"error\":\"" + error
                + "\",\"error_description\":\"" + description.replace("\"", "\\\"") + "\"}");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> google.identity().accessTokens().current(google.now)).satisfies(e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.failure().message()).contains(likely, "exchange", GoogleFixture.POOL);
                    assertThat(e.failure().where()).isEqualTo("gs://bucket");
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    403 | PERMISSION_DENIED | Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist). | ACCESS_DENIED | roles/iam.serviceAccountTokenCreator on writer@depot
                    403 | PERMISSION_DENIED | IAM Service Account Credentials API has not been used in project 1 before or it is disabled. | ACCESS_DENIED | not enabled
                    404 | NOT_FOUND | Not found; Gaia id not found for email x | AUTH_INVALID | there is no service account writer@depot
                    500 | INTERNAL | oops | SERVER_ERROR | 500
                    """)
    void refusedImpersonationsHaveTheirReasons(int status, String word, String message, FailureCode code, String likely)
            throws Exception {
        google.file(google.user()).server.answer(GoogleFixture.TOKEN, 200, GoogleFixture.token("ya29.planted")).answer(
                GoogleFixture.SERVICE_ACCOUNTS + WRITER + ":generateAccessToken", status,
                "{\"error\":{\"code\":" + status + ",\"message\":\"" + message + "\",\"status\":\"" + word + "\"}}");
        GoogleIdentity identity = google.identity(GoogleOptions.NONE.withImpersonate(WRITER, List.of()));
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> identity.accessTokens().current(google.now))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.failure().message()).contains(likely, "impersonate").doesNotContain("planted");
                });
    }

    @Test
    void theFailingHopIsTheLastOneThatWasTold() throws Exception {
        google.file(google.external(AWS, ",\"service_account_impersonation_url\":\"" + google.impersonationUrl(BETWEEN)
                + "\""));
        NotedTrail trail = new NotedTrail();
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> google.identity().walk(google.now, trail));
        assertThat(trail.hops()).satisfiesExactly(
                hop -> assertThat(hop).startsWith("exchange: audience " + GoogleFixture.POOL).contains("until"),
                hop -> assertThat(hop).startsWith("impersonate: " + BETWEEN).doesNotContain("until"));
    }

    @Test
    void nobodyIsImpersonatedByMistake() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> GoogleOptions.NONE.withImpersonate("a/../b@c", List.of()));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> GoogleOptions.NONE.withImpersonate("", List.of(WRITER)));
    }
}
