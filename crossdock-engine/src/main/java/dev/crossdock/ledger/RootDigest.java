package dev.crossdock.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/// The SHA-256 of all bytes of a journal before a frame, or nothing, where the CRCs of the frames are enough: of a file
/// that only saves work, nobody needs a proof years later, and hashing would cost more than all else.
final class RootDigest {

    private final @Nullable MessageDigest digest;

    private RootDigest(@Nullable MessageDigest digest) {
        this.digest = digest;
    }

    static RootDigest sha256() {
        try {
            return new RootDigest(MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Digests nothing; its value is zeros.
    static RootDigest none() {
        return new RootDigest(null);
    }

    void update(byte[] from, int offset, int length) {
        if (digest != null) {
            digest.update(from, offset, length);
        }
    }

    /// The value so far. Ends the computation.
    byte[] finish() {
        return digest == null ? new byte[RecordFormat.ROOT_BYTES] : digest.digest();
    }
}
