package dev.crossdock.gcs.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import dev.crossdock.testkit.identity.IdentityCall;
import dev.crossdock.wire.JsonDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same credentials file makes Google's own library and us ask for the same.
final class GoogleAuthOracleTest {

    private static final String WRITER = "writer@depot.iam.gserviceaccount.com";

    @TempDir
    private Path home;
    private GoogleFixture google;

    @BeforeEach
    void start() throws IOException {
        google = new GoogleFixture(home);
        google.server.answer(GoogleFixture.TOKEN, 200, GoogleFixture.token("token"))
                .answer(GoogleFixture.SERVICE_ACCOUNTS + WRITER + ":generateAccessToken", 200,
                        "{\"accessToken\":\"writers\",\"expireTime\":\"2099-01-01T00:00:00Z\"}");
    }

    @AfterEach
    void stop() {
        google.close();
    }

    @Test
    void aKey() throws Exception {
        requireSameRequests(google.serviceAccount(GoogleFixture.keys()));
    }

    @Test
    void aSignIn() throws Exception {
        requireSameRequests(google.user());
    }

    @Test
    void anImpersonatedAccount() throws Exception {
        requireSameRequests("{\"type\":\"impersonated_service_account\",\"service_account_impersonation_url\":\""
                + google.impersonationUrl(WRITER) + "\",\"delegates\":[\"projects/-/serviceAccounts/a@b\"],"
                + "\"source_credentials\":" + google.user() + '}');
    }

    @Test
    void anIdTokenOfAKey() throws Exception {
        String file = google.serviceAccount(GoogleFixture.keys());
        google.file(file).server.answer(GoogleFixture.TOKEN, 200,
                "{\"id_token\":\"" + GoogleFixture.idToken("depot") + "\"}");
        try (var in = Files.newInputStream(Path.of(google.variables.getOrDefault("GOOGLE_APPLICATION_CREDENTIALS",
                "")))) {
            ServiceAccountCredentials.fromStream(in).idTokenWithAudience("depot", List.of());
        }
        google.identity().idToken("depot", google.now, dev.crossdock.store.Trail.NONE);
        assertThat(google.server.calls()).hasSize(2);
        assertThat(meaning(google.server.calls().get(1))).isEqualTo(meaning(google.server.calls().get(0)));
    }

    private void requireSameRequests(String file) throws Exception {
        google.file(file);
        try (var in = Files.newInputStream(Path.of(google.variables.getOrDefault("GOOGLE_APPLICATION_CREDENTIALS",
                "")))) {
            GoogleCredentials.fromStream(in).createScoped(Identity.SCOPE).refreshAccessToken();
        }
        List<IdentityCall> theirs = google.server.calls();
        google.identity().accessTokens().current(google.now);
        List<IdentityCall> all = google.server.calls();
        List<IdentityCall> ours = all.subList(theirs.size(), all.size());

        assertThat(theirs).as("the library asked").isNotEmpty();
        assertThat(ours.stream().map(GoogleAuthOracleTest::meaning).toList())
                .isEqualTo(theirs.stream().map(GoogleAuthOracleTest::meaning).toList());
    }

    /// A request without what differs from call to call: times and signatures of assertions, the order of fields.
    private static Map<String, Object> meaning(IdentityCall call) {
        Map<String, Object> meaning = new TreeMap<>();
        meaning.put("request", call.method() + ' ' + call.path() + ' ' + call.query());
        meaning.put("authorization", call.header("authorization"));
        meaning.put("content", call.header("content-type").replaceFirst(";.*", "").strip());
        if (call.body().startsWith("{")) {
            JsonDocument json = GoogleFixture.json(call.body());
            meaning.put("delegates", json.texts("delegates"));
            meaning.put("scope", json.texts("scope"));
            meaning.put("lifetime", json.text("lifetime"));
            return meaning;
        }
        Map<String, String> form = new TreeMap<>(call.form());
        String assertion = form.remove("assertion");
        if (assertion != null) {
            JsonDocument header = part(assertion, 0);
            JsonDocument claims = part(assertion, 1);
            meaning.put("signed with", header.text("alg") + ' ' + header.text("kid"));
            meaning.put("claims", claims.names().stream().sorted().toList());
            // The library names Google's own endpoint, whatever the file says; files as Google makes them say the same.
            String audience = claims.text("aud").endsWith(GoogleFixture.TOKEN) ? "the token endpoint" : "another";
            meaning.put("values", List.of(claims.text("iss"), audience, claims.text("scope"),
                    claims.text("target_audience")));
            meaning.put("valid", claims.number("exp").orElseThrow() - claims.number("iat").orElseThrow());
        }
        meaning.put("form", form);
        return meaning;
    }

    private static JsonDocument part(String jwt, int index) {
        return GoogleFixture.json(new String(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[index]), UTF_8));
    }
}
