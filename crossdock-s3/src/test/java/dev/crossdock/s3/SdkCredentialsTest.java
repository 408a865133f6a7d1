package dev.crossdock.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Profiles as the SDK reads them. The metadata service of machines is left out, because it is asked over the network.
final class SdkCredentialsTest {

    private static final String METADATA = "aws.disableEc2Metadata";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path home;

    @BeforeEach
    void leaveOutTheNetwork() throws IOException {
        System.setProperty(METADATA, "true");
        Files.writeString(home.resolve("process.json"), "{\"Version\":1,\"AccessKeyId\":\"ASIAPROCESS\","
                + "\"SecretAccessKey\":\"s\",\"SessionToken\":\"t\",\"Expiration\":\"2099-01-01T00:00:00Z\"}");
        Files.writeString(home.resolve("config"), """
                [profile process]
                credential_process = cat %1$s/process.json
                [profile web]
                role_arn = arn:aws:iam::111122223333:role/copier
                web_identity_token_file = %1$s/no-token
                [profile sso]
                sso_session = people
                sso_account_id = 111122223333
                sso_role_name = copier
                [sso-session people]
                sso_region = us-east-1
                sso_start_url = https://people.example.com/start
                """.formatted(home));
        Files.writeString(home.resolve("credentials"), """
                [keys]
                aws_access_key_id = AKIDPROFILE
                aws_secret_access_key = s
                """);
    }

    @AfterEach
    void restore() {
        System.clearProperty(METADATA);
    }

    @Test
    void aProfileHasKeys() throws StoreException {
        Credentials found = source("keys").current(NOW).orElseThrow();
        assertThat(found.accessKey()).isEqualTo("AKIDPROFILE");
        assertThat(found.sessionToken()).isEmpty();
    }

    @Test
    void aProfileNamesAProcess() throws StoreException {
        Credentials found = source("process").current(NOW).orElseThrow();
        assertThat(found.accessKey()).isEqualTo("ASIAPROCESS");
        assertThat(found.sessionToken().map(Secret::reveal)).contains("t");
        assertThat(found.expires()).contains(Instant.parse("2099-01-01T00:00:00Z"));
    }

    /// The SDK says so if what it needs for such a profile is not on the class path.
    @ParameterizedTest
    @CsvSource({"web,no-token", "sso,token"})
    void rolesOfWebIdentitiesAndSignOnAreWithinReach(String profile, String missing) {
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> source(profile).current(NOW)).satisfies(e -> {
            assertThat(e.code()).isEqualTo(FailureCode.AUTH_MISSING);
            assertThat(String.valueOf(e.getCause())).doesNotContain("class path").containsIgnoringCase(missing);
        });
    }

    private SdkCredentials source(String profile) {
        return new SdkCredentials("s3://bucket", Map.of("AWS_PROFILE", profile, "AWS_CONFIG_FILE",
                home.resolve("config").toString(), "AWS_SHARED_CREDENTIALS_FILE",
                home.resolve("credentials").toString()));
    }
}
