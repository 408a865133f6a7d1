package dev.crossdock.gcs.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crossdock.env.Env;
import dev.crossdock.testkit.identity.IdentityServer;
import dev.crossdock.wire.JsonDocument;
import dev.crossdock.wire.TlsTrust;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A machine with a home directory and variables, whose identity services are one stand-in.
final class GoogleFixture implements AutoCloseable {

    static final String TOKEN = "/token";
    static final String STS = "/v1/token";
    static final String METADATA = "/computeMetadata/v1/instance/service-accounts/default/";
    static final String SERVICE_ACCOUNTS = "/v1/projects/-/serviceAccounts/";
    static final String POOL = "//iam.googleapis.com/projects/123456/locations/global/workloadIdentityPools/"
            + "crossdock-Pool7/providers/aws";

    /// The stand-in says what time it really is.
    final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    final Map<String, String> variables = new HashMap<>();
    final IdentityServer server = IdentityServer.start();
    private final Path home;

    GoogleFixture(Path home) throws IOException {
        this.home = home;
        variables.put("HOME", home.toString());
        variables.put("CLOUDSDK_API_ENDPOINT_OVERRIDES_IAMCREDENTIALS", server.url("/"));
        variables.put("CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER", server.url(""));
    }

    /// Writes a credentials file and names it in the environment.
    GoogleFixture file(String json) throws IOException {
        Path file = Files.writeString(home.resolve("credentials.json"), json);
        variables.put("GOOGLE_APPLICATION_CREDENTIALS", file.toString());
        return this;
    }

    /// A machine in Google Cloud.
    GoogleFixture inGoogleCloud() {
        variables.put("GCE_METADATA_HOST", server.host());
        return this;
    }

    GoogleIdentity identity() {
        return identity(GoogleOptions.NONE);
    }

    GoogleIdentity identity(GoogleOptions options) {
        return identity(Env.production(), options);
    }

    /// An identity on a machine that reaches nobody.
    GoogleIdentity cutOff() {
        Env env = Env.production();
        return identity(new Env(env.clock(), env.entropy(), env.tasks(), (host, port, nanos) -> {
            throw new UnknownHostException(host);
        }, env.disk()), GoogleOptions.NONE);
    }

    private GoogleIdentity identity(Env env, GoogleOptions options) {
        return GoogleIdentity.of(env, "gs://bucket", variables, options, TlsTrust.system(),
                (url, audience, at, trail) -> new AwsSubject.SignedCall(url.replace("{region}", "eu-west-1"), "POST",
                        List.of("host", "sts.eu-west-1.amazonaws.com", "x-amz-date", at.toString(),
                                "x-goog-cloud-target-resource", audience, "authorization", "AWS4 signed"),
                        "access key AKIDTEST"));
    }

    String serviceAccount(KeyPair keys) {
        String pem = "-----BEGIN PRIVATE KEY-----\\n"
                + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(keys.getPrivate().getEncoded())
                        .replace("\n", "\\n")
                + "\\n-----END PRIVATE KEY-----\\n";
        return """
                {"type": "service_account", "project_id": "depot", "private_key_id": "key7", "private_key": "%s",
                 "client_email": "copier@depot.iam.gserviceaccount.com", "client_id": "1", "token_uri": "%s"}
                """.formatted(pem, server.url(TOKEN));
    }

    String user() {
        return """
                {"type": "authorized_user", "client_id": "client.apps", "client_secret": "planted-client-secret",
                 "refresh_token": "1//planted-refresh-token", "token_uri": "%s"}
                """.formatted(server.url(TOKEN));
    }

    /// @param source the value of `credential_source`
    /// @param more further fields, each with a comma before it
    String external(String source, String more) {
        return """
                {"type": "external_account", "audience": "%s", "token_url": "%s",
                 "subject_token_type": "urn:ietf:params:aws:token-type:aws4_request", "credential_source": %s%s}
                """.formatted(POOL, server.url(STS), source, more);
    }

    String impersonationUrl(String account) {
        return server.url(SERVICE_ACCOUNTS + account + ":generateAccessToken");
    }

    static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    /// The answer of a token endpoint.
    static String token(String value) {
        return "{\"access_token\":\"" + value + "\",\"expires_in\":3599,\"token_type\":\"Bearer\"}";
    }

    /// An id token that nobody signed.
    static String idToken(String audience) {
        return part("{\"alg\":\"RS256\"}") + '.' + part("{\"aud\":\"" + audience
                + "\",\"azp\":\"1077\",\"sub\":\"1077\",\"exp\":4102444800}") + ".c2lnbmF0dXJl";
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    static JsonDocument json(String text) {
        return JsonDocument.parse(text).orElseThrow();
    }

    @Override
    public void close() {
        server.close();
    }
}
