package dev.crossdock.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crossdock.store.ConfigurationException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GcsEnvironmentTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<String, String> environment = new HashMap<>();
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void withoutWordsItIsGoogleAndCredentialsAreMadeWhenTheyAreNeeded() throws Exception {
        GcsOptions options = options(GcsOverrides.NONE);

        assertThat(options.endpoint()).isEqualTo("https://storage.googleapis.com");
        assertThat(options.userProject()).isEmpty();
        assertThat(made).hasValue(0);
        assertThat(options.tokens().current(NOW).orElseThrow().authorization()).isEqualTo("Bearer made");
        options.tokens().current(NOW);
        assertThat(made).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:9023,http://127.0.0.1:9023", "localhost:9023,http://localhost:9023",
            "https://gcs.example,https://gcs.example", "https://gcs.example:8443/base/,https://gcs.example:8443/base"})
    void anEmulatorIsAskedWithoutCredentials(String value, String endpoint) throws Exception {
        environment.put("STORAGE_EMULATOR_HOST", value);

        GcsOptions options = options(GcsOverrides.NONE);

        assertThat(options.endpoint()).isEqualTo(endpoint);
        assertThat(options.tokens().current(NOW)).isEmpty();
        assertThat(options(GcsOverrides.NONE.withEndpoint("https://other.example")).endpoint())
                .isEqualTo("https://other.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLOUDSDK_AUTH_ACCESS_TOKEN", "GOOGLE_OAUTH_ACCESS_TOKEN"})
    void aTokenOfTheEnvironmentIsUsed(String name) throws Exception {
        environment.put(name, " ya29.token\n");

        assertThat(options(GcsOverrides.NONE).tokens().current(NOW).orElseThrow().authorization())
                .isEqualTo("Bearer ya29.token");
        assertThat(options(GcsOverrides.NONE.with(GcsOverrides.Authorizing.ANONYMOUS)).tokens().current(NOW))
                .isEmpty();
        assertThat(made).hasValue(0);
        environment.put(name, "planted secret");
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> options(GcsOverrides.NONE))
                .withMessageContaining(name).withMessageNotContaining("planted");
    }

    @Test
    void whoPaysIsNamedByTheStoreOrTheEnvironment() {
        GcsOverrides paying = GcsOverrides.NONE.with(GcsOverrides.Payer.USER_PROJECT);

        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> options(paying))
                .withMessageContaining("CFG_PROJECT");
        environment.put("GOOGLE_CLOUD_PROJECT", "p1");
        assertThat(options(paying).userProject()).isEqualTo("p1");
        environment.put("GOOGLE_CLOUD_QUOTA_PROJECT", "p2");
        assertThat(options(paying).userProject()).isEqualTo("p2");
        assertThat(options(GcsOverrides.NONE).userProject()).isEmpty();
        assertThat(options(GcsOverrides.NONE.withUserProject("p3")).userProject()).isEqualTo("p3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://gcs.example", "ftp://gcs.example", "https://u:p@gcs.example", "https://gcs.example?x",
                    "https://gcs.example:0", "nonsense", "http://169.254.169.254", "http://metadata.google.internal"})
    void anEndpointThatTokensShallNotGoToIsRefused(String endpoint) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> options(GcsOverrides.NONE.withEndpoint(endpoint)))
                .matches(each -> each.code().equals("CFG_ENDPOINT")).withMessageNotContaining("u:p");
    }

    @Test
    void aHostMayBeTalkedToInPlainTextIfThatIsSaid() {
        GcsOverrides plain = new GcsOverrides(Optional.of("http://gcs.example:4443"),
                GcsOverrides.Authorizing.ANONYMOUS, Set.of("gcs.example"), GcsOverrides.Payer.BUCKET, "",
                GcsWriting.PLAIN);

        assertThat(options(plain).endpoint()).isEqualTo("http://gcs.example:4443");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "-ab", "ab-", "a/b", "A_b", "a b", ""})
    void aBucketHasAName(String bucket) {
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(
                () -> GcsEnvironment.options(bucket, environment, GcsOverrides.NONE, this::tokens));
    }

    @Test
    void aKeyOfKmsAndAClassHaveTheirForm() {
        assertThat(new GcsWriting("NEARLINE", "projects/p/locations/l/keyRings/r/cryptoKeys/k").storageClass())
                .isEqualTo("NEARLINE");
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> new GcsWriting("", "alias/key"));
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> new GcsWriting("near line", ""));
    }

    private GcsOptions options(GcsOverrides overrides) {
        return GcsEnvironment.options("harbor", environment, overrides, this::tokens);
    }

    private AccessTokens tokens() {
        made.incrementAndGet();
        return AccessTokens.fixed("made");
    }
}
