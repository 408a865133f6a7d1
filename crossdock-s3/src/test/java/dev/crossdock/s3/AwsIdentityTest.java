package dev.crossdock.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crossdock.env.Env;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import dev.crossdock.testkit.identity.AwsSignature;
import dev.crossdock.testkit.identity.IdentityCall;
import dev.crossdock.testkit.identity.IdentityServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who this process is at AWS, from everywhere that credentials can come from, and the secrets that it may read.
final class AwsIdentityTest {

    private static final String URL = "https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15";
    private static final String AUDIENCE = "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/a";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> PROPERTIES = List.of("aws.disableEc2Metadata", "aws.containerCredentialsFullUri",
            "aws.containerAuthorizationTokenFile", "aws.ec2MetadataServiceEndpoint");

    @TempDir
    private Path home;
    private final Map<String, String> variables = new HashMap<>();
    private IdentityServer server;

    @BeforeEach
    void start() throws IOException {
        server = IdentityServer.start();
        System.setProperty("aws.disableEc2Metadata", "true");
        variables.putAll(Map.of("AWS_REGION", "eu-west-1", "AWS_CONFIG_FILE", home.resolve("config").toString(),
                "AWS_SHARED_CREDENTIALS_FILE", home.resolve("credentials").toString(),
                "AWS_ENDPOINT_URL_SECRETS_MANAGER", server.url("")));
        Files.writeString(home.resolve("config"), "");
        Files.writeString(home.resolve("credentials"), "");
    }

    @AfterEach
    void stop() {
        PROPERTIES.forEach(System::clearProperty);
        server.close();
    }

    /// Lambda puts its keys into the environment, too.
    @Test
    void theEnvironmentSigns() throws Exception {
        keys("ASIAENV0", "planted", "session");
        requireSigned("ASIAENV0", "planted", "session");
    }

    @Test
    void aProfileSigns() throws Exception {
        Files.writeString(home.resolve("credentials"),
                "[work]\naws_access_key_id = AKIDPROFILE\naws_secret_access_key = planted\n");
        variables.put("AWS_PROFILE", "work");
        requireSigned("AKIDPROFILE", "planted", "");
    }

    /// ECS and Fargate without, EKS pod identity with a file of a token.
    @ParameterizedTest
    @CsvSource({"''", "pod-token"})
    void aContainerSigns(String token) throws Exception {
        System.setProperty("aws.containerCredentialsFullUri", server.url("/container"));
        if (!token.isEmpty()) {
            System.setProperty("aws.containerAuthorizationTokenFile",
                    Files.writeString(home.resolve("pod"), token).toString());
        }
        server.answer("/container", 200, session("ASIACONTAINER"));
        requireSigned("ASIACONTAINER", "planted", "session");
        assertThat(server.calls("/container")).isNotEmpty()
                .allSatisfy(call -> assertThat(call.header("authorization")).isEqualTo(token));
    }

    @Test
    void anInstanceSigns() throws Exception {
        System.setProperty("aws.disableEc2Metadata", "false");
        System.setProperty("aws.ec2MetadataServiceEndpoint", server.url(""));
        server.answer("/latest/api/token", 200, "imds")
                .answer("/latest/meta-data/iam/security-credentials/", 200, "role")
                .answer("/latest/meta-data/iam/security-credentials/role", 200, session("ASIAINSTANCE"));
        requireSigned("ASIAINSTANCE", "planted", "session");
    }

    @Test
    void nobodySignsWithoutCredentials() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> identity().callerIdentity(URL, AUDIENCE, NOW, Trail.NONE))
                .extracting(StoreException::code).isEqualTo(FailureCode.AUTH_MISSING);
    }

    @Test
    void nothingIsSignedForAHostInPlainText() {
        keys("AKIDTEST", "planted", "");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> identity().callerIdentity("http://sts.example/?Action=a", AUDIENCE, NOW, Trail.NONE));
    }

    @Test
    void aSecretIsReadWithASignedRequest() throws Exception {
        keys("ASIAENV0", "planted", "session");
        server.answer("/", 200, "{\"ARN\":\"arn\",\"Name\":\"depot/keys\",\"SecretString\":\"s3cret\"}");

        assertThat(identity().secret("depot/keys", Instant.now(), Trail.NONE)).isEqualTo("s3cret");

        IdentityCall call = server.calls().getFirst();
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.header("x-amz-target")).isEqualTo("secretsmanager.GetSecretValue");
        assertThat(call.header("content-type")).isEqualTo("application/x-amz-json-1.1");
        assertThat(call.header("x-amz-security-token")).isEqualTo("session");
        assertThat(call.header("authorization")).contains("/eu-west-1/secretsmanager/aws4_request");
        assertThat(call.body()).isEqualTo("{\"SecretId\":\"depot/keys\"}");
        assertThat(AwsSignature.fits(call, "planted")).isTrue();
        assertThat(AwsSignature.fits(call, "other")).isFalse();
        identity().secret("arn:aws:secretsmanager:us-east-2:111122223333:secret:depot", Instant.now(), Trail.NONE);
        assertThat(server.calls().getLast().header("authorization")).contains("/us-east-2/secretsmanager/");
    }

    @ParameterizedTest
    @CsvSource({"400,ResourceNotFoundException,AUTH_MISSING,no such secret in region eu-west-1",
            "400,AccessDeniedException,ACCESS_DENIED,secretsmanager:GetSecretValue",
            "400,ExpiredTokenException,AUTH_EXPIRED,ExpiredToken", "400,ThrottlingException,THROTTLED,Throttling",
            "500,InternalServiceError,SERVER_ERROR,500", "200,None,AUTH_MISSING,200"})
    void secretsThatCannotBeReadHaveTheirCodes(int status, String type, FailureCode code, String said) {
        keys("ASIAENV0", "planted", "planted");
        server.answer("/", status, "{\"__type\":\"com.amazonaws#" + type + "\",\"Message\":\"no\"}");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> identity().secret("depot/keys", NOW, Trail.NONE)).satisfies(e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.toString()).contains(said, "depot/keys").doesNotContain("planted");
                });
    }

    private void requireSigned(String accessKey, String secret, String token) throws Exception {
        List<String> hops = new java.util.ArrayList<>();
        SignedCall call = identity().callerIdentity(URL, AUDIENCE, NOW, new Trail() {
            @Override
            public void at(String hop, String what) {
                hops.add(hop);
            }

            @Override
            public void found(String what) {
                hops.add(what);
            }
        });
        assertThat(hops).hasSize(2).startsWith("aws keys");
        assertThat(hops.getLast()).contains("..." + accessKey.substring(accessKey.length() - 4))
                .doesNotContain("planted", accessKey);
        assertThat(call.url())
                .isEqualTo("https://sts.eu-west-1.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15");
        Map<String, String> headers = new TreeMap<>();
        for (int i = 0; i < call.headers().size(); i += 2) {
            assertThat(headers.put(call.headers().get(i), call.headers().get(i + 1))).as("once").isNull();
        }
        Map<String, String> expected = new TreeMap<>(Map.of("host", "sts.eu-west-1.amazonaws.com", "x-amz-date",
                "20260101T000000Z", "x-goog-cloud-target-resource", AUDIENCE));
        if (!token.isEmpty()) {
            expected.put("x-amz-security-token", token);
        }
        String authorization = headers.remove("authorization");
        assertThat(headers).isEqualTo(expected);
        assertThat(authorization).startsWith("AWS4-HMAC-SHA256 Credential=" + accessKey + "/20260101/eu-west-1/sts/")
                .contains("SignedHeaders=" + String.join(";", expected.keySet()) + ',');
        headers.put("authorization", String.valueOf(authorization));
        IdentityCall asSent = AwsSignature.call("POST", call.url(), headers);
        assertThat(AwsSignature.fits(asSent, secret)).isTrue();
        assertThat(AwsSignature.fits(asSent, "other")).isFalse();
        assertThat(call.toString()).contains(call.signer()).doesNotContain("Signature", accessKey);
    }

    private AwsIdentity identity() {
        return AwsIdentity.of(Env.production(), "gs://bucket", variables, S3Overrides.NONE);
    }

    private void keys(String accessKey, String secret, String token) {
        variables.putAll(Map.of("AWS_ACCESS_KEY_ID", accessKey, "AWS_SECRET_ACCESS_KEY", secret, "AWS_SESSION_TOKEN",
                token));
    }

    private static String session(String accessKey) {
        return "{\"Code\":\"Success\",\"AccessKeyId\":\"" + accessKey + "\",\"SecretAccessKey\":\"planted\","
                + "\"Token\":\"session\",\"Expiration\":\"2099-01-01T00:00:00Z\",\"LastUpdated\":"
                + "\"2026-01-01T00:00:00Z\",\"Type\":\"AWS-HMAC\"}";
    }
}
