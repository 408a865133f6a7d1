package dev.crossdock.gcs.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crossdock.gcs.AccessToken;
import dev.crossdock.gcs.AccessTokens;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.testkit.identity.IdentityCall;
import dev.crossdock.wire.JsonDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Application default credentials: which are found, what they send, what becomes of their tokens.
final class ApplicationCredentialsTest {

    @TempDir
    private Path home;
    private GoogleFixture google;

    @BeforeEach
    void start() throws IOException {
        google = new GoogleFixture(home);
    }

    @AfterEach
    void stop() {
        google.close();
    }

    @Test
    void aKeySignsWhatItAsksWith() throws Exception {
        KeyPair keys = GoogleFixture.keys();
        google.file(google.serviceAccount(keys)).server.answer(GoogleFixture.TOKEN, 200, GoogleFixture.token("ya29.a"));

        AccessToken token = google.identity().accessTokens().current(google.now).orElseThrow();

        assertThat(token.authorization()).isEqualTo("Bearer ya29.a");
        assertThat(token.expires()).contains(google.now.plusSeconds(3599));
        IdentityCall call = google.server.calls().getFirst();
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.header("content-type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(call.form()).containsOnlyKeys("grant_type", "assertion").containsEntry("grant_type",
                "urn:ietf:params:oauth:grant-type:jwt-bearer");
        String[] parts = call.form().getOrDefault("assertion", "").split("\\.", -1);
        assertThat(decoded(parts[0])).isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"key7\"}");
        long issued = google.now.getEpochSecond();
        assertThat(decoded(parts[1])).isEqualTo("{\"iss\":\"copier@depot.iam.gserviceaccount.com\",\"aud\":\""
                + google.server.url(GoogleFixture.TOKEN) + "\",\"iat\":" + issued + ",\"exp\":" + (issued + 3600)
                + ",\"scope\":\"https://www.googleapis.com/auth/cloud-platform\"}");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(keys.getPublic());
        signature.update((parts[0] + '.' + parts[1]).getBytes(US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    @Test
    void aWrongClockIsCorrectedOnceAndThenNamed() throws Exception {
        String refusal = "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT: Token must be a short-lived"
                + " token (60 minutes) and in a reasonable timeframe.\"}";
        google.file(google.serviceAccount(GoogleFixture.keys())).server
                .once(GoogleFixture.TOKEN, 400, refusal)
                .answer(GoogleFixture.TOKEN, 200, GoogleFixture.token("ya29.a"));
        Instant wrong = google.now.plus(Duration.ofHours(2));

        assertThat(google.identity().accessTokens().current(wrong)).isPresent();
        assertThat(issued(google.server.calls().get(0))).isEqualTo(wrong.getEpochSecond());
        assertThat(issued(google.server.calls().get(1))).isBetween(google.now.getEpochSecond() - 60,
                google.now.getEpochSecond() + 3600);

        google.server.answer(GoogleFixture.TOKEN, 400, refusal);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> google.identity().accessTokens().current(wrong)).satisfies(e -> {
                    assertThat(e.code()).isEqualTo(FailureCode.CLOCK_SKEW);
                    assertThat(e.failure().message()).contains("s ahead of the service's");
                });
    }

    @Test
    void aSignInIsRefreshed() throws Exception {
        google.file(google.user()).server.answer(GoogleFixture.TOKEN, 200, GoogleFixture.token("ya29.u"));

        assertThat(google.identity().accessTokens().current(google.now).orElseThrow().authorization())
                .isEqualTo("Bearer ya29.u");
        assertThat(google.server.calls()).singleElement().extracting(IdentityCall::form)
                .isEqualTo(Map.of("grant_type", "refresh_token", "refresh_token", "1//planted-refresh-token",
                        "client_id", "client.apps", "client_secret", "planted-client-secret"));
    }

    @Test
    void theMetadataServerIsAskedAndMustSayThatItIsOne() throws Exception {
        google.inGoogleCloud().server.answer(GoogleFixture.METADATA + "token", 200, GoogleFixture.token("ya29.m"),
                "Metadata-Flavor", "Google");
        assertThat(google.identity().accessTokens().current(google.now).orElseThrow().authorization())
                .isEqualTo("Bearer ya29.m");
        assertThat(google.server.calls()).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo("GET");
            assertThat(call.header("metadata-flavor")).isEqualTo("Google");
        });

        google.server.answer(GoogleFixture.METADATA + "token", 200, GoogleFixture.token("ya29.m"));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> google.identity().accessTokens().current(google.now)).satisfies(e -> {
                    assertThat(e.code()).isEqualTo(FailureCode.AUTH_INVALID);
                    assertThat(e.failure().message()).contains("is not believed");
                });
    }

    @Test
    void aMachineWithoutServiceAccountIsTold() {
        google.inGoogleCloud().server.answer(GoogleFixture.METADATA + "token", 404, "", "Metadata-Flavor", "Google");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> google.identity().accessTokens().current(google.now)).satisfies(e -> {
                    assertThat(e.code()).isEqualTo(FailureCode.AUTH_MISSING);
                    assertThat(e.failure().message()).contains("no service account is attached");
                });
    }

    @Test
    void theNamedFileComesBeforeTheUsualOneAndThatBeforeTheMachine() throws Exception {
        google.inGoogleCloud().server.answer(GoogleFixture.METADATA + "token", 200, GoogleFixture.token("machine"),
                "Metadata-Flavor", "Google").answer(GoogleFixture.TOKEN, 200, GoogleFixture.token("file"));
        assertThat(authorization()).isEqualTo("Bearer machine");

        Path usual = Files.createDirectories(home.resolve(".config/gcloud"));
        Files.writeString(usual.resolve("application_default_credentials.json"), google.user());
        assertThat(google.identity().name()).isEqualTo("the user who signed in");
        assertThat(authorization()).isEqualTo("Bearer file");

        google.file(google.serviceAccount(GoogleFixture.keys()));
        assertThat(google.identity().name()).isEqualTo("copier@depot.iam.gserviceaccount.com");
        Path chosen = Files.writeString(home.resolve("chosen.json"), google.user());
        GoogleOptions options = GoogleOptions.NONE.withCredentials(chosen);
        Files.setPosixFilePermissions(chosen, PosixFilePermissions.fromString("rw-r-----"));
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> google.identity(options))
                .satisfies(e -> assertThat(e.remedy()).isEqualTo("chmod 600 " + chosen));
        Files.setPosixFilePermissions(chosen, PosixFilePermissions.fromString("rw-------"));
        assertThat(google.identity(options).name()).isEqualTo("the user who signed in");
    }

    @Test
    void nothingAnywhereIsTold() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> google.cutOff().accessTokens().current(google.now)).satisfies(e -> {
                    assertThat(e.code()).isEqualTo(FailureCode.AUTH_MISSING);
                    assertThat(e.failure().message()).contains("GOOGLE_APPLICATION_CREDENTIALS is not set",
                            ".config/gcloud/application_default_credentials.json", "metadata.google.internal");
                });
    }

    @Test
    void aTokenIsRenewedBeforeItEndsAndOutlastsAFailedRenewal() throws Exception {
        google.file(google.user()).server.answer(GoogleFixture.TOKEN, 200, GoogleFixture.token("one"));
        AccessTokens tokens = google.identity().accessTokens();
        Instant late = google.now.plus(Duration.ofMinutes(57));
        AccessToken first = tokens.current(google.now).orElseThrow();
        assertThat(tokens.current(google.now.plus(Duration.ofMinutes(55)))).containsSame(first);
        assertThat(google.server.calls()).hasSize(1);

        google.server.answer(GoogleFixture.TOKEN, 503, "");
        assertThat(tokens.current(late)).containsSame(first);
        assertThat(tokens.current(late.plusSeconds(1))).as("not asked again at once").containsSame(first);
        assertThat(google.server.calls()).hasSize(2);

        google.server.answer(GoogleFixture.TOKEN, 200, GoogleFixture.token("two"));
        AccessToken second = tokens.current(late.plusSeconds(20)).orElseThrow();
        assertThat(second.authorization()).isEqualTo("Bearer two");
        google.server.answer(GoogleFixture.TOKEN, 200, GoogleFixture.token("three"));
        tokens.refused(second);
        assertThat(tokens.current(late.plusSeconds(21)).orElseThrow().authorization()).isEqualTo("Bearer three");
    }

    @Test
    void secretsShowNowhereEvenIfTheServiceRepeatsThem() throws Exception {
        google.file(google.user()).server.answer(GoogleFixture.TOKEN, 400,
                "{\"error\":\"invalid_grant\",\"error_description\":\"bad 1//planted-refresh-token of"
                        + " planted-client-secret, eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9\"}");
        GoogleIdentity identity = google.identity();
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> identity.accessTokens().current(google.now))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(FailureCode.AUTH_INVALID);
                    assertThat(e.toString() + e.failure() + identity).contains("invalid_grant", "***")
                            .doesNotContain("planted", "eyJ");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json planted", "{}", "{\"type\":\"gdch_service_account\"}",
            "{\"type\":\"service_account\",\"client_email\":\"a@b\"}",
            "{\"type\":\"authorized_user\",\"client_id\":\"planted\",\"client_secret\":\"planted\","
                    + "\"refresh_token\":\"planted\",\"token_uri\":\"http://planted.example/token\"}",
            "{\"type\":\"authorized_user\",\"client_id\":\"planted\",\"client_secret\":\"planted\","
                    + "\"refresh_token\":\"planted\",\"universe_domain\":\"elsewhere.example\"}",
            "{\"type\":\"external_account\",\"audience\":\"a\",\"subject_token_type\":\"t\","
                    + "\"credential_source\":{\"executable\":{\"command\":\"planted\"}}}"})
    void aFileThatCannotBeUsedIsNamedAndNotShown(String json) throws Exception {
        google.file(json);
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(google::identity).satisfies(e -> {
            assertThat(e.code()).isEqualTo("CFG_CREDENTIALS");
            assertThat(e.getMessage()).contains("credentials.json");
            assertThat(e.getMessage() + e.remedy()).doesNotContain("planted\"", "planted ");
        });
    }

    @Test
    void aKeyThatIsNoneIsNotShown() throws Exception {
        google.file(google.serviceAccount(GoogleFixture.keys()).replaceAll("\\\\n[A-Za-z0-9+/]{64}", "\\\\nplanted"));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> google.identity().accessTokens().current(google.now)).satisfies(e -> {
                    assertThat(e.code()).isEqualTo(FailureCode.AUTH_INVALID);
                    assertThat(e.toString()).contains("no private key").doesNotContain("planted");
                    assertThat(e.getCause()).isNull();
                });
    }

    private String authorization() throws StoreException {
        return google.identity().accessTokens().current(google.now).orElseThrow().authorization();
    }

    private static long issued(IdentityCall call) {
        JsonDocument claims = GoogleFixture
                .json(decoded(call.form().getOrDefault("assertion", "").split("\\.", -1)[1]));
        return claims.number("iat").orElseThrow();
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), UTF_8);
    }
}
