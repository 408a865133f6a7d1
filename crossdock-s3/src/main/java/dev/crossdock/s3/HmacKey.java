package dev.crossdock.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// A key of HMAC-SHA-256 (RFC 2104) whose two padded blocks are digested already, so that a signature costs two copies
/// of a digest's state instead of two blocks more. Safe for concurrent use.
final class HmacKey {

    private static final int BLOCK_BYTES = 64;

    private final MessageDigest inner;
    private final MessageDigest outer;

    HmacKey(byte[] key) {
        byte[] block = Arrays.copyOf(key.length > BLOCK_BYTES ? sha256().digest(key) : key, BLOCK_BYTES);
        this.inner = padded(block, 0x36);
        this.outer = padded(block, 0x5c);
        Arrays.fill(block, (byte) 0);
    }

    byte[] sign(byte[] message, int length) {
        try {
            MessageDigest first = (MessageDigest) inner.clone();
            first.update(message, 0, length);
            MessageDigest second = (MessageDigest) outer.clone();
            return second.digest(first.digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of this Java runtime cannot be copied", e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", e);
        }
    }

    private static MessageDigest padded(byte[] block, int pad) {
        byte[] bytes = new byte[BLOCK_BYTES];
        for (int i = 0; i < BLOCK_BYTES; i++) {
            bytes[i] = (byte) (block[i] ^ pad);
        }
        MessageDigest digest = sha256();
        digest.update(bytes);
        return digest;
    }
}
