package dev.crossdock.s3;

import java.time.Instant;
import java.util.Optional;

/// What requests are signed with.
///
/// @param accessKey names the secret; goes over the wire
/// @param secret never leaves this process
/// @param sessionToken of temporary credentials, which goes over the wire
/// @param expires when temporary credentials end, if that is known
public record Credentials(String accessKey, Secret secret, Optional<Secret> sessionToken, Optional<Instant> expires) {

    /// Refuses what no header can hold.
    public Credentials {
        if (!visible(accessKey) || accessKey.isEmpty()) {
            throw new IllegalArgumentException("the access key is empty or holds blanks or control characters");
        }
        if (sessionToken.isPresent() && !visible(sessionToken.get().reveal())) {
            throw new IllegalArgumentException("the session token holds blanks or control characters");
        }
    }

    /// Lasting credentials.
    public static Credentials of(String accessKey, String secret) {
        return new Credentials(accessKey, new Secret(secret), Optional.empty(), Optional.empty());
    }

    /// Which credentials they are, for people who know them: the end of the access key, no more.
    public String shown() {
        int length = accessKey.length();
        return "access key ..." + (length < 8 ? "" : accessKey.substring(length - 4));
    }

    private static boolean visible(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "credentials " + accessKey;
    }
}
