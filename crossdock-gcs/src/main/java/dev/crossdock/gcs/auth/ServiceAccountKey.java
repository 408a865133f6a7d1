package dev.crossdock.gcs.auth;

import dev.crossdock.gcs.AccessToken;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import dev.crossdock.wire.JsonDocument;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A service account by its key: each token is asked for with an assertion that the key signs (RFC 7523).
final class ServiceAccountKey implements Identity {

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final long VALID_SECONDS = 3600;

    private final IdentityService service;
    private final String email;
    private final String keyId;
    private final String pem;
    private final URI tokenUrl;

    /// @param file a credentials file of type `service_account`
    /// @param source where it was read, for messages
    ServiceAccountKey(IdentityService service, JsonDocument file, String source) {
        this.service = service;
        this.email = CredentialsFile.required(file, "client_email", source);
        this.keyId = file.text("private_key_id");
        this.pem = CredentialsFile.required(file, "private_key", source);
        this.tokenUrl = CredentialsFile.url(file, "token_uri", "https://oauth2.googleapis.com/token", source);
    }

    @Override
    public String name() {
        return email;
    }

    @Override
    public AccessToken access(Instant now, Trail trail) throws StoreException {
        Hop hop = new Hop(Hop.Kind.TOKEN, tokenUrl, email, email);
        trail.at(hop.kind().word(), hop.what() + ", by key " + keyId);
        return Grants.access(service, hop, grant(hop, "scope", SCOPE, now), now, trail);
    }

    @Override
    public IdToken identify(String audience, Instant now, Trail trail) throws StoreException {
        Hop hop = new Hop(Hop.Kind.ID_TOKEN, tokenUrl, email, email);
        trail.at(hop.kind().word(), hop.what() + ", for " + audience);
        return Grants.idToken(service, hop, grant(hop, "target_audience", audience, now), "id_token", trail);
    }

    /// Asks; a second time with the service's time if that is what was wrong.
    private IdentityReply grant(Hop hop, String claim, String value, Instant now) throws StoreException {
        IdentityReply reply = send(hop, claim, value, now);
        Optional<Instant> theirs = reply.good() ? Optional.empty() : reply.date();
        if (theirs.isPresent() && service.failures().code(hop, reply, now) == FailureCode.CLOCK_SKEW) {
            reply = send(hop, claim, value, theirs.get());
        }
        if (!reply.good()) {
            throw service.failures().refused(hop, reply, now, List.of());
        }
        return reply;
    }

    private IdentityReply send(Hop hop, String claim, String value, Instant at) throws StoreException {
        long issued = at.getEpochSecond();
        String claims = new JsonLine().text("iss", email).text("aud", tokenUrl.toString()).number("iat", issued)
                .number("exp", issued + VALID_SECONDS).text(claim, value).end();
        return service.postForm(hop, Map.of("grant_type", GRANT, "assertion", signed(claims)), "");
    }

    private String signed(String claims) throws StoreException {
        try {
            return SignedJwt.of(SignedJwt.key(pem), keyId, claims);
        } catch (GeneralSecurityException e) {
            throw service.failures().ours(FailureCode.AUTH_INVALID,
                    "the private key of " + email + " cannot be used: " + e.getMessage());
        }
    }
}
