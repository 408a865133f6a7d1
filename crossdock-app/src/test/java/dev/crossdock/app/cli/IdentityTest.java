package dev.crossdock.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.testkit.identity.AwsSignature;
import dev.crossdock.testkit.identity.IdentityCall;
import dev.crossdock.testkit.identity.IdentityServer;
import dev.crossdock.wire.JsonDocument;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From one cloud to the other without keys, keys that are kept elsewhere, and what `doctor` says of the way. One
/// stand-in plays all services; buckets answer nothing but that they were asked.
final class IdentityTest {

    private static final String TOKEN = "/computeMetadata/v1/instance/service-accounts/default/token";
    private static final String IDENTITY = "/computeMetadata/v1/instance/service-accounts/default/identity";
    private static final String SECRET = "/v1/projects/depot/secrets/crates-io--access-key--AKIAEXAMPLED7UE"
            + "/versions/latest:access";
    private static final String WRITER = "writer@depot.iam.gserviceaccount.com";
    private static final String POOL = "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/a";

    @TempDir
    private Path directory;
    private IdentityServer server;
    private DoorFixture door;

    @BeforeEach
    void start() throws IOException {
        server = IdentityServer.start();
        server.answer(TOKEN, 200, "{\"access_token\":\"ya29.planted\",\"expires_in\":3599}", "Metadata-Flavor",
                "Google");
        door = new DoorFixture(directory).with("AWS_REGION", "eu-west-1").with("AWS_ENDPOINT_URL_STS", server.url(""))
                .with("AWS_ENDPOINT_URL_SECRETS_MANAGER", server.url(""))
                .with("AWS_ENDPOINT_URL_S3", server.url("/s3"))
                .with("CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER", server.url(""))
                .with("CLOUDSDK_API_ENDPOINT_OVERRIDES_IAMCREDENTIALS", server.url(""));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anIdTokenOfGoogleOpensARoleAtAws() throws Exception {
        door.with("GCE_METADATA_HOST", server.host()).configured(
                """
                        stores:
                          aws: {type: s3, web-identity: {role: 'arn:aws:iam::111122223333:role/reader', audience: crossdock-test}}
                        """);
        server.answer(IDENTITY, 200, idToken(), "Metadata-Flavor", "Google").answer("/", 200, session());

        assertThat(door.execute("doctor aws:bucket/")).isEqualTo(ExitCode.STOPPED);

        assertThat(door.out()).containsPattern("id token +ok .*for crossdock-test: id token of 1077")
                .containsPattern("web identity ok .*role/reader.*: access key \\.\\.\\.SION, until")
                .doesNotContain("planted");
        assertThat(server.calls(IDENTITY)).isNotEmpty()
                .allSatisfy(call -> assertThat(call.query()).isEqualTo("audience=crossdock-test"));
        assertThat(server.calls("/").getFirst().form()).containsEntry("Action", "AssumeRoleWithWebIdentity")
                .containsEntry("WebIdentityToken", idToken());
        IdentityCall asked = server.calls("/s3/bucket").getFirst();
        assertThat(asked.header("x-amz-security-token")).isEqualTo("session");
        assertThat(AwsSignature.fits(asked, "planted-inner")).isTrue();
    }

    @Test
    void theHopThatFailsIsNamedWithItsReason() throws Exception {
        door.with("GCE_METADATA_HOST", server.host()).configured(
                """
                        stores:
                          aws: {type: s3, web-identity: {role: 'arn:aws:iam::111122223333:role/reader', audience: crossdock-test}}
                        """);
        server.answer(IDENTITY, 200, idToken(), "Metadata-Flavor", "Google").answer("/", 403,
                "<ErrorResponse><Error><Code>AccessDenied</Code><Message>Not authorized to perform"
                        + " sts:AssumeRoleWithWebIdentity</Message></Error></ErrorResponse>");

        assertThat(door.execute("doctor aws:bucket/")).isEqualTo(ExitCode.STOPPED);

        assertThat(door.out()).containsPattern("id token +ok").containsPattern("web identity failed")
                .contains("ACCESS_DENIED", "accounts.google.com:oaud is crossdock-test", "docs/identity.md")
                .doesNotContain("planted", "reach");
        assertThat(door.execute("doctor aws:bucket/ --json")).isEqualTo(ExitCode.STOPPED);
        assertThat(door.out().lines().toList().getLast()).contains("\"hop\":\"web identity\"", "\"state\":\"failed\"",
                "\"code\":\"ACCESS_DENIED\"");
    }

    @Test
    void credentialsOfAwsAreExchangedForATokenOfGoogle() throws Exception {
        Path file = Files.writeString(directory.resolve("federated.json"), """
                {"type": "external_account", "audience": "%s", "token_url": "%s",
                 "subject_token_type": "urn:ietf:params:aws:token-type:aws4_request",
                 "credential_source": {"environment_id": "aws1"}}
                """.formatted(POOL, server.url("/sts")));
        door.with("AWS_ACCESS_KEY_ID", "ASIAENV0").with("AWS_SECRET_ACCESS_KEY", "planted-secret")
                .with("AWS_SESSION_TOKEN", "session").configured("stores:\n  gcs: {type: gcs, credentials-file: "
                        + file + ", impersonate: " + WRITER + ", endpoint: '" + server.url("/gcs") + "'}\n");
        server.answer("/sts", 200, "{\"access_token\":\"federated-planted\",\"expires_in\":3600}");
        server.answer("/v1/projects/-/serviceAccounts/" + WRITER + ":generateAccessToken", 200,
                "{\"accessToken\":\"writers-planted\",\"expireTime\":\"2099-01-01T00:00:00Z\"}");

        assertThat(door.execute("doctor gcs:bucket/")).isEqualTo(ExitCode.STOPPED);

        assertThat(door.out()).containsPattern("aws keys +ok .*access key \\.\\.\\.ENV0")
                .containsPattern("exchange +ok .*" + POOL)
                .containsPattern("impersonate +ok .*" + WRITER).doesNotContain("planted");
        assertThat(server.calls()).last().satisfies(
                call -> assertThat(call.header("authorization")).isEqualTo("Bearer writers-planted"));
        String subject = server.calls("/sts").getFirst().form().getOrDefault("subject_token", "");
        JsonDocument json = JsonDocument.parse(URLDecoder.decode(subject, UTF_8)).orElseThrow();
        Map<String, String> headers = new TreeMap<>();
        json.objects("headers").forEach(each -> headers.put(each.text("key"), each.text("value")));
        assertThat(headers).containsEntry("x-goog-cloud-target-resource", POOL)
                .containsEntry("x-amz-security-token", "session")
                .containsEntry("host", "sts.eu-west-1.amazonaws.com");
        assertThat(AwsSignature.fits(AwsSignature.call(json.text("method"), json.text("url"), headers),
                "planted-secret")).isTrue();
    }

    @Test
    void theNameOfASecretHasTheIdOfItsKey() throws Exception {
        door.with("GCE_METADATA_HOST", server.host()).with("GOOGLE_CLOUD_PROJECT", "depot").configured("""
                stores:
                  aws: {type: s3, secret-access-key: 'gcp-secret:crates-io--access-key--AKIAEXAMPLED7UE'}
                """);
        byte[] secret = "planted-secret\n".getBytes(UTF_8);
        CRC32C crc = new CRC32C();
        crc.update(secret);
        server.answer(SECRET, 200, "{\"payload\":{\"data\":\"" + Base64.getEncoder().encodeToString(secret)
                + "\",\"dataCrc32c\":\"" + crc.getValue() + "\"}}");

        assertThat(door.execute("ls aws:bucket/")).isEqualTo(ExitCode.STOPPED);

        assertThat(door.out() + door.err()).doesNotContain("planted");
        IdentityCall asked = server.calls("/s3/bucket").getFirst();
        assertThat(asked.header("authorization")).contains("Credential=AKIAEXAMPLED7UE/");
        assertThat(AwsSignature.fits(asked, "planted-secret")).isTrue();
        assertThat(server.calls(SECRET)).as("read once").hasSize(1);
    }

    @Test
    void fieldsOfASecretAreBothKeys() throws Exception {
        door.with("AWS_ACCESS_KEY_ID", "ASIAENV0").with("AWS_SECRET_ACCESS_KEY", "planted-outer").configured(
                """
                        stores:
                          aws: {type: s3, access-key-id: 'aws-secret:depot/keys#id', secret-access-key: 'aws-secret:depot/keys#key'}
                          bad: {type: s3, access-key-id: 'aws-secret:depot/keys#no', secret-access-key: 'aws-secret:depot/keys#key'}
                        """);
        server.answer("/", 200,
                "{\"SecretString\":\"{\\\"id\\\":\\\"AKIDINNER\\\",\\\"key\\\":\\\"planted-inner\\\"}\"}");

        assertThat(door.execute("doctor aws:bucket/")).isEqualTo(ExitCode.STOPPED);

        assertThat(AwsSignature.fits(server.calls("/").getFirst(), "planted-outer")).isTrue();
        assertThat(server.calls("/s3/bucket").getFirst().header("authorization")).contains("Credential=AKIDINNER/");
        assertThat(AwsSignature.fits(server.calls("/s3/bucket").getFirst(), "planted-inner")).isTrue();
        assertThat(door.out()).containsPattern("secret +ok .*depot/keys at ").doesNotContain("planted");
        assertThat(door.execute("doctor bad:bucket/")).isEqualTo(ExitCode.STOPPED);
        assertThat(door.out()).contains("AUTH_MISSING", "has no field no of JSON").doesNotContain("planted");
    }

    private static String idToken() {
        String claims = "{\"aud\":\"crossdock-test\",\"azp\":\"1077\",\"sub\":\"1077\"}";
        return "aGVhZA." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8)) + ".planted";
    }

    private static String session() {
        return "<R><Credentials><AccessKeyId>ASIASESSION</AccessKeyId><SecretAccessKey>planted-inner</SecretAccessKey>"
                + "<SessionToken>session</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></R>";
    }
}
