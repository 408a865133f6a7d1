package dev.crossdock.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The SHA-256 of all bytes of a journal before a frame.
final class RootDigest {

    private final MessageDigest digest;

    RootDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void update(byte[] from, int offset, int length) {
        digest.update(from, offset, length);
    }

    /// The value so far. Ends the computation.
    byte[] finish() {
        return digest.digest();
    }
}
