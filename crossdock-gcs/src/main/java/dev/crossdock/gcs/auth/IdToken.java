package dev.crossdock.gcs.auth;

import dev.crossdock.wire.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// A token of OpenID Connect: tells one audience who its owner is. Whoever has it can pass for the owner there, so it
/// never prints itself. Its signature is for the audience to check.
public final class IdToken {

    private final String value;
    private final JsonDocument claims;

    private IdToken(String value, JsonDocument claims) {
        this.value = value;
        this.claims = claims;
    }

    /// Reads a token.
    ///
    /// @return empty if it is none
    static Optional<IdToken> parse(String text) {
        String value = text.strip();
        String[] parts = value.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            byte[] claims = Base64.getUrlDecoder().decode(parts[1].getBytes(StandardCharsets.UTF_8));
            return JsonDocument.parse(claims, claims.length).map(each -> new IdToken(value, each));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The token itself. A secret.
    public String value() {
        return value;
    }

    /// For whom it is, or an empty string.
    public String audience() {
        return claims.text("aud");
    }

    /// Who it is about, or an empty string.
    public String subject() {
        return claims.text("sub");
    }

    /// When it ends, if it says so.
    public Optional<Instant> expires() {
        return claims.number("exp").isPresent()
                ? Optional.of(Instant.ofEpochSecond(claims.number("exp").getAsLong()))
                : Optional.empty();
    }

    /// What people may know of it.
    @Override
    public String toString() {
        return "id token of " + subject() + " for " + audience();
    }
}
