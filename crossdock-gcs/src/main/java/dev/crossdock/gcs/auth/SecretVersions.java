package dev.crossdock.gcs.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crossdock.gcs.AccessToken;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import dev.crossdock.wire.JsonDocument;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/// Reads secrets of Secret Manager. Source: Secret Manager API, "projects.secrets.versions.access".
///
/// @param service through which it asks
/// @param endpoint of the API
/// @param project that short names are in, or an empty string
record SecretVersions(IdentityService service, String endpoint, Supplier<String> project) {

    /// The secret as text.
    ///
    /// @param name short or whole
    /// @param token to ask with
    /// @param caller whose token it is, for messages
    String read(String name, AccessToken token, String caller, Instant now, Trail trail) throws StoreException {
        String version = version(name);
        Hop hop = new Hop(Hop.Kind.SECRET, URI.create(endpoint + "/v1/" + version + ":access"), version, caller);
        IdentityReply reply = service.get(hop, List.of("authorization", token.authorization()));
        if (!reply.good()) {
            throw service.failures().refused(hop, reply, now, List.of(token.authorization()));
        }
        Optional<JsonDocument> payload = reply.json().flatMap(json -> json.object("payload"));
        byte[] data = payload.map(each -> decoded(each.text("data"))).orElse(new byte[0]);
        if (data.length == 0) {
            throw service.failures().senseless(hop, reply, "without a secret");
        }
        requireIntact(hop, reply, data, payload.get().number("dataCrc32c"));
        trail.found(data.length + " bytes");
        return new String(data, UTF_8).strip();
    }

    private String version(String name) {
        String whole = name;
        if (!name.startsWith("projects/")) {
            if (project.get().isEmpty()) {
                throw wrong("the secret " + name + " is in no project",
                        "write gcp-secret:projects/PROJECT/secrets/" + name + ", or set GOOGLE_CLOUD_PROJECT");
            }
            whole = "projects/" + project.get() + "/secrets/" + name;
        }
        boolean good = whole.chars().allMatch(each -> each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z'
                || each >= '0' && each <= '9' || each == '-' || each == '_' || each == '/' || each == '.'
                || each == ':') && !whole.contains("..");
        String[] parts = whole.split("/", -1);
        if (!good || parts.length != 4 && parts.length != 6 || !parts[2].equals("secrets")) {
            throw wrong("a reference names no secret of Secret Manager",
                    "write gcp-secret:projects/PROJECT/secrets/NAME");
        }
        return parts.length == 6 ? whole : whole + "/versions/latest";
    }

    private static byte[] decoded(String data) {
        try {
            return Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private void requireIntact(Hop hop, IdentityReply reply, byte[] data, OptionalLong expected)
            throws StoreException {
        CRC32C crc = new CRC32C();
        crc.update(data);
        if (expected.isPresent() && expected.getAsLong() != crc.getValue()) {
            throw service.failures().senseless(hop, reply, "with a secret that its checksum does not fit");
        }
    }

    private static ConfigurationException wrong(String message, String remedy) {
        return new ConfigurationException("CFG_SECRET", message, remedy);
    }
}
