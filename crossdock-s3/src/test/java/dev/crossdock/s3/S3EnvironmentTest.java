package dev.crossdock.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crossdock.env.Env;
import dev.crossdock.store.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class S3EnvironmentTest {

    private static final String CONFIG = """
            # shared by all tools
            [default]
            region = eu-north-1
            endpoint_url = https://default.example.com

            [profile work]
            region=eu-west-3   ; Paris
            services = places
            endpoint_url = https://general.example.com

            [ profile  plain ]
            region = ap-south-1
            s3 =
              endpoint_url = https://not.this.example.com

            [profile quiet]
            region = sa-east-1
            endpoint_url = https://general.example.com
            ignore_configured_endpoint_urls = true

            [services places]
            dynamodb =
              endpoint_url = https://tables.example.com
            s3 =
              # with a comment
              endpoint_url = https://objects.example.com/base
            """;

    @TempDir
    private Path home;

    @BeforeEach
    void writeConfig() throws IOException {
        Files.createDirectory(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws/config"), CONFIG);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -, eu-north-1, https://default.example.com, ''
            work, eu-west-3, https://objects.example.com, /base
            plain, ap-south-1, '', ''
            quiet, sa-east-1, '', ''
            absent, us-east-1, '', ''
            """)
    void aProfileNamesRegionAndEndpoint(String profile, String region, String endpoint, String basePath) {
        Map<String, String> environment = environment();
        if (profile != null) {
            environment.put("AWS_PROFILE", profile);
        }
        S3Options options = options(environment, S3Overrides.NONE);
        assertThat(options.region()).isEqualTo(region);
        assertThat(options.endpoint().map(Object::toString).orElse("")).isEqualTo(endpoint);
        assertThat(options.basePath()).isEqualTo(basePath);
        assertThat(options.profile()).isEqualTo(endpoint.isEmpty() ? S3Profile.AWS : S3Profile.GENERIC);
    }

    @Test
    void variablesComeBeforeTheProfileAndOverridesBeforeBoth() {
        Map<String, String> environment = environment();
        environment.put("AWS_PROFILE", "work");
        environment.put("AWS_DEFAULT_REGION", "us-west-1");
        environment.put("AWS_ENDPOINT_URL", "https://variable.example.com");
        S3Options byVariable = options(environment, S3Overrides.NONE);
        assertThat(byVariable.region()).isEqualTo("us-west-1");
        assertThat(byVariable.endpoint().orElseThrow().host()).isEqualTo("variable.example.com");
        S3Options byOverride = options(environment,
                S3Overrides.NONE.withRegion("us-west-2").withEndpoint("https://override.example.com"));
        assertThat(byOverride.region()).isEqualTo("us-west-2");
        assertThat(byOverride.endpoint().orElseThrow().host()).isEqualTo("override.example.com");
    }

    @Test
    void theFileIsNotLookedAtWhereTheEnvironmentSaysAll() throws IOException {
        Files.writeString(home.resolve(".aws/config"), "[default]\nendpoint_url = https://unwanted.example.com\n");
        Map<String, String> environment = environment();
        environment.put("AWS_REGION", "us-west-1");
        assertThat(options(environment, S3Overrides.NONE).endpoint()).isEmpty();
    }

    @Test
    void anotherFileCanBeNamedAndMayBeALink() throws IOException {
        Path other = Files.writeString(home.resolve("other"), "[default]\nregion = ca-central-1\n");
        Path link = Files.createSymbolicLink(home.resolve("link"), other);
        Map<String, String> environment = environment();
        environment.put("AWS_CONFIG_FILE", link.toString());
        assertThat(options(environment, S3Overrides.NONE).region()).isEqualTo("ca-central-1");
    }

    @Test
    void aFileThatCannotBeReadIsSaidToBeSo() throws IOException {
        Files.createDirectory(home.resolve("directory"));
        Map<String, String> environment = environment();
        environment.put("AWS_CONFIG_FILE", home.resolve("directory").toString());
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> options(environment, S3Overrides.NONE))
                .extracting(ConfigurationException::code).isEqualTo("CFG_PROFILE");
    }

    @Test
    void aProfilesEndpointIsCheckedLikeAnyOther() throws IOException {
        Files.writeString(home.resolve(".aws/config"), "[default]\nendpoint_url = http://far.example.com\n");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> options(environment(), S3Overrides.NONE))
                .withMessageContaining("the endpoint_url of the profile").extracting(ConfigurationException::code)
                .isEqualTo("CFG_ENDPOINT");
    }

    @Test
    void overridesReachTheOptions() {
        S3Access access = new S3Access("111122223333", S3Access.Payer.REQUESTER, S3Access.Addressing.PATH);
        S3Writing writing = new S3Writing("STANDARD_IA", "", "aws:kms", "");
        S3Options options = options(environment(), S3Overrides.NONE.withAccess(access).withWriting(writing));
        assertThat(options.access()).isEqualTo(access);
        assertThat(options.writing()).isEqualTo(writing);
    }

    @Test
    void rolesWithoutSignatureOrSenseAreRefused() {
        S3Role role = S3Role.of("arn:aws:iam::111122223333:role/copier");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> options(environment(),
                        S3Overrides.NONE.withRole(role).withSigning(S3Overrides.Signing.ANONYMOUS)))
                .extracting(ConfigurationException::code).isEqualTo("CFG_ROLE");
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> S3Role.of("copier"));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new S3Role(role.arn(), "", "", "a session", Duration.ofHours(1)));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new S3Role(role.arn(), "", "", "session", Duration.ofHours(13)));
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", home.toString());
        environment.put("AWS_ACCESS_KEY_ID", "AKIDTEST");
        environment.put("AWS_SECRET_ACCESS_KEY", "secret");
        return environment;
    }

    private static S3Options options(Map<String, String> environment, S3Overrides overrides) {
        return S3Environment.options(Env.production(), "bucket", environment, overrides);
    }
}
