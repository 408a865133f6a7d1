package dev.crossdock.gcs.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/// A JSON Web Token signed with RS256 (RFC 7515, RFC 7518).
final class SignedJwt {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private SignedJwt() {}

    /// Puts a token together.
    ///
    /// @param keyId names the key to whoever checks
    /// @param claims in JSON
    static String of(PrivateKey key, String keyId, String claims) throws GeneralSecurityException {
        String header = new JsonLine().text("alg", "RS256").text("typ", "JWT").text("kid", keyId).end();
        String signed = BASE64.encodeToString(header.getBytes(UTF_8)) + '.'
                + BASE64.encodeToString(claims.getBytes(UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(signed.getBytes(US_ASCII));
        return signed + '.' + BASE64.encodeToString(signature.sign());
    }

    /// Reads a key of RSA from PKCS #8 in PEM.
    ///
    /// @throws GeneralSecurityException if it is none; the message shows nothing of it
    static PrivateKey key(String pem) throws GeneralSecurityException {
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new GeneralSecurityException("it is no private key in PEM");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            // Without cause: its message may hold parts of the key.
            throw new GeneralSecurityException("it is no private key of RSA");
        }
    }
}
