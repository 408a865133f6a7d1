package dev.crossdock.gcs;

import java.time.Instant;
import java.util.Optional;

/// A bearer token of OAuth 2.0: whoever has it may do what its owner may. It never prints itself.
public final class AccessToken {

    private final String authorization;
    private final Optional<Instant> expires;

    /// @param value the token itself, as `Authorization: Bearer` carries it
    /// @param expires when it ends, if that is known
    /// @throws IllegalArgumentException if no header can hold it; the message does not show it
    public AccessToken(String value, Optional<Instant> expires) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) <= ' ' || value.charAt(i) >= 0x7f) {
                throw new IllegalArgumentException("an access token holds blanks or control characters");
            }
        }
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an access token is empty");
        }
        this.authorization = "Bearer " + value;
        this.expires = expires;
    }

    /// The value of the header Authorization. A secret.
    public String authorization() {
        return authorization;
    }

    /// When it ends, if that is known.
    public Optional<Instant> expires() {
        return expires;
    }

    @Override
    public String toString() {
        return "access token ***";
    }
}
