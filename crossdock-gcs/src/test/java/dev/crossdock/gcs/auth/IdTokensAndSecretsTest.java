package dev.crossdock.gcs.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import dev.crossdock.testkit.identity.IdentityCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tokens that tell others who one is, and secrets that Google keeps.
final class IdTokensAndSecretsTest {

    private static final String AUDIENCE = "crossdock-test";
    private static final String WRITER = "writer@depot.iam.gserviceaccount.com";
    private static final String SEEDS = "/v1/projects/depot/secrets/crates-io--access-key--AKIAEXAMPLED7UE";

    @TempDir
    private Path home;
    private GoogleFixture google;

    @BeforeEach
    void start() throws IOException {
        google = new GoogleFixture(home);
        google.server.answer(GoogleFixture.METADATA + "token", 200, GoogleFixture.token("machine"), "Metadata-Flavor",
                "Google");
    }

    @AfterEach
    void stop() {
        google.close();
    }

    @Test
    void theMetadataServerGivesOneForTheAudience() throws Exception {
        google.inGoogleCloud().server.answer(GoogleFixture.METADATA + "identity", 200, GoogleFixture.idToken(AUDIENCE),
                "Metadata-Flavor", "Google");

        IdToken token = google.identity().idToken(AUDIENCE, google.now, Trail.NONE);

        assertThat(google.server.calls().getLast().query()).isEqualTo("audience=" + AUDIENCE);
        assertThat(token.value()).isEqualTo(GoogleFixture.idToken(AUDIENCE));
        assertThat(token).hasToString("id token of 1077 for " + AUDIENCE);
    }

    @Test
    void aKeyAsksForOne() throws Exception {
        google.file(google.serviceAccount(GoogleFixture.keys())).server.answer(GoogleFixture.TOKEN, 200,
                "{\"id_token\":\"" + GoogleFixture.idToken(AUDIENCE) + "\"}");

        assertThat(google.identity().idToken(AUDIENCE, google.now, Trail.NONE).audience()).isEqualTo(AUDIENCE);
        String claims = google.server.calls().getLast().form().getOrDefault("assertion", "").split("\\.", -1)[1];
        assertThat(new String(Base64.getUrlDecoder().decode(claims), UTF_8))
                .contains("\"target_audience\":\"" + AUDIENCE + "\"").doesNotContain("scope");
    }

    @Test
    void anImpersonatedAccountGivesOne() throws Exception {
        google.inGoogleCloud().server.answer(GoogleFixture.SERVICE_ACCOUNTS + WRITER + ":generateIdToken", 200,
                "{\"token\":\"" + GoogleFixture.idToken(AUDIENCE) + "\"}");

        google.identity(GoogleOptions.NONE.withImpersonate(WRITER, List.of())).idToken(AUDIENCE, google.now,
                Trail.NONE);

        IdentityCall call = google.server.calls().getLast();
        assertThat(call.header("authorization")).isEqualTo("Bearer machine");
        assertThat(call.body())
                .isEqualTo("{\"delegates\":[],\"audience\":\"" + AUDIENCE + "\",\"includeEmail\":true}");
    }

    @Test
    void peopleHaveNone() throws Exception {
        google.file(google.user());
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> google.identity().idToken(AUDIENCE, google.now, Trail.NONE))
                .extracting(StoreException::code).isEqualTo(FailureCode.UNSUPPORTED);
    }

    @Test
    void somethingElseIsNoIdToken() {
        google.inGoogleCloud().server.answer(GoogleFixture.METADATA + "identity", 200, "planted-nonsense",
                "Metadata-Flavor", "Google");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> google.identity().idToken(AUDIENCE, google.now, Trail.NONE))
                .satisfies(e -> assertThat(e.toString()).contains("without an id token").doesNotContain("planted"));
    }

    @Test
    void aSecretIsReadByItsNameAlone() throws Exception {
        google.variables.put("GOOGLE_CLOUD_PROJECT", "depot");
        google.inGoogleCloud().server.answer(SEEDS + "/versions/latest:access", 200, secret("s3cret\n", 0));

        assertThat(google.identity().secret("crates-io--access-key--AKIAEXAMPLED7UE", google.now, Trail.NONE))
                .isEqualTo("s3cret");
        assertThat(google.server.calls().getLast().header("authorization")).isEqualTo("Bearer machine");
        google.server.answer(SEEDS + "/versions/7:access", 200, secret("older", 0));
        assertThat(google.identity().secret(SEEDS.substring(4) + "/versions/7", google.now, Trail.NONE))
                .isEqualTo("older");
    }

    @Test
    void aSecretThatCannotBeReadIsNamed() {
        google.inGoogleCloud().server.answer(SEEDS + "/versions/latest:access", 403, "{\"error\":{\"code\":403,"
                + "\"message\":\"Permission 'secretmanager.versions.access' denied\",\"status\":\"PERMISSION_DENIED\"}}");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> google.identity().secret(SEEDS.substring(4), google.now, Trail.NONE))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(FailureCode.ACCESS_DENIED);
                    assertThat(e.failure().message()).contains("roles/secretmanager.secretAccessor", "crates-io");
                });
        google.server.answer(SEEDS + "/versions/latest:access", 200, secret("planted", 1));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> google.identity().secret(SEEDS.substring(4), google.now, Trail.NONE))
                .satisfies(e -> assertThat(e.toString()).contains("checksum").doesNotContain("planted"));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> google.identity().secret("short", google.now, Trail.NONE))
                .satisfies(e -> assertThat(e.remedy()).contains("GOOGLE_CLOUD_PROJECT"));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> google.identity().secret("projects/p/topics/t", google.now, Trail.NONE));
    }

    private static String secret(String text, long off) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(UTF_8));
        return "{\"name\":\"n\",\"payload\":{\"data\":\"" + Base64.getEncoder().encodeToString(text.getBytes(UTF_8))
                + "\",\"dataCrc32c\":\"" + (crc.getValue() + off) + "\"}}";
    }
}
