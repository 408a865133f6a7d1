package dev.crossdock.object;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

final class MessageDigestDigest implements Digest {

    private final Algorithm algorithm;
    private final MessageDigest digest;

    MessageDigestDigest(Algorithm algorithm) {
        this.algorithm = algorithm;
        this.digest = of(algorithm);
    }

    @Override
    public void update(ByteBuffer bytes) {
        int position = bytes.position();
        digest.update(bytes);
        bytes.position(position);
    }

    @Override
    public Checksum finish() {
        return Checksum.of(algorithm, digest.digest());
    }

    private static MessageDigest of(Algorithm algorithm) {
        try {
            return MessageDigest.getInstance(switch (algorithm) {
                case SHA1 -> "SHA-1";
                case SHA256 -> "SHA-256";
                case MD5 -> "MD5";
                case CRC32, CRC32C, CRC64NVME ->
                    throw new IllegalArgumentException(algorithm + " is no message digest");
            });
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks " + algorithm, e);
        }
    }
}
