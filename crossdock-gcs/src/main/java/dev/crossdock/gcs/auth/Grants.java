package dev.crossdock.gcs.auth;

import dev.crossdock.gcs.AccessToken;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import dev.crossdock.wire.JsonDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Reads the tokens out of good answers.
final class Grants {

    /// What Google gives where it does not say.
    private static final Duration USUAL = Duration.ofHours(1);

    private Grants() {}

    /// `{"access_token": "...", "expires_in": 3599}`, as token endpoints and metadata servers answer (RFC 6749).
    static AccessToken access(IdentityService service, Hop hop, IdentityReply reply, Instant now, Trail trail)
            throws StoreException {
        Optional<JsonDocument> json = reply.json();
        long seconds = json.isEmpty() ? 0 : json.get().number("expires_in").orElse(USUAL.toSeconds());
        return access(service, hop, reply, "access_token", now.plusSeconds(seconds), trail);
    }

    /// `{"accessToken": "...", "expireTime": "2026-01-01T00:00:00Z"}`, as the API for credentials answers. The time is
    /// the service's; what is left of it counts from now.
    static AccessToken lease(IdentityService service, Hop hop, IdentityReply reply, Instant now, Trail trail)
            throws StoreException {
        String end = reply.json().map(json -> json.text("expireTime")).orElse("");
        Instant theirNow = reply.date().orElse(now);
        Duration left = Times.iso(end).map(time -> Duration.between(theirNow, time)).orElse(USUAL);
        return access(service, hop, reply, "accessToken", now.plus(left), trail);
    }

    private static AccessToken access(IdentityService service, Hop hop, IdentityReply reply, String field, Instant end,
            Trail trail) throws StoreException {
        String value = reply.json().map(json -> json.text(field)).orElse("");
        try {
            AccessToken token = new AccessToken(value, Optional.of(end));
            trail.found("until " + end);
            return token;
        } catch (IllegalArgumentException e) {
            throw service.failures().senseless(hop, reply, "without a token");
        }
    }

    /// A token of OpenID Connect, in a field of JSON.
    static IdToken idToken(IdentityService service, Hop hop, IdentityReply reply, String field, Trail trail)
            throws StoreException {
        return idToken(service, hop, reply, reply.json().map(json -> json.text(field)).orElse(""), trail, field);
    }

    /// A token of OpenID Connect that is the whole answer.
    static IdToken idToken(IdentityService service, Hop hop, IdentityReply reply, Trail trail) throws StoreException {
        return idToken(service, hop, reply, reply.text(), trail, "body");
    }

    private static IdToken idToken(IdentityService service, Hop hop, IdentityReply reply, String text, Trail trail,
            String where) throws StoreException {
        Optional<IdToken> token = IdToken.parse(text);
        if (token.isEmpty()) {
            throw service.failures().senseless(hop, reply, "without an id token in its " + where);
        }
        trail.found(token.get().toString());
        return token.get();
    }
}
