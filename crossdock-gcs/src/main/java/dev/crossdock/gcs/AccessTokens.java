package dev.crossdock.gcs;

import dev.crossdock.store.StoreException;
import java.time.Instant;
import java.util.Optional;

/// Where access tokens come from. Asked before every request, so an answer must be at hand nearly always.
/// Safe for concurrent use. Prints no secret.
@FunctionalInterface
public interface AccessTokens {

    /// The token to use now, or empty to send requests without one.
    ///
    /// @param now present time
    /// @throws StoreException AUTH_MISSING if there is none, AUTH_EXPIRED if it cannot be renewed, or whatever else
    ///     kept it from being had
    Optional<AccessToken> current(Instant now) throws StoreException;

    /// The service did not accept a token that was given out, perhaps because it was revoked. A source that can make
    /// another one does not give that one out again; the request is then sent once more.
    ///
    /// @param token as [#current] gave it
    default void refused(AccessToken token) {
        // Most sources have no other token.
    }

    /// Requests go out without a token, as public buckets and most emulators allow.
    static AccessTokens anonymous() {
        return now -> Optional.empty();
    }

    /// Always the same token.
    ///
    /// @param value a bearer token
    /// @throws IllegalArgumentException if no header can hold it; the message does not show it
    static AccessTokens fixed(String value) {
        Optional<AccessToken> always = Optional.of(new AccessToken(value, Optional.empty()));
        return now -> always;
    }
}
