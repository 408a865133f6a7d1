package dev.crossdock.copy;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.Digest;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/// Of bytes that are still in memory, so that any digest can be had when it is asked for.
final class BufferFingerprint implements Fingerprint {

    private final ByteBuffer bytes;
    private final Checksum checksum;

    BufferFingerprint(ByteBuffer bytes, Algorithm algorithm) {
        this.bytes = bytes;
        this.checksum = digest(bytes, algorithm);
    }

    @Override
    public Checksum checksum() {
        return checksum;
    }

    @Override
    public Optional<Checksum> comparable(Checksum theirs) {
        if (!theirs.fullObject()) {
            return Optional.empty();
        }
        return Optional.of(theirs.algorithm() == checksum.algorithm() ? checksum : digest(bytes, theirs.algorithm()));
    }

    @Override
    public Optional<String> md5() {
        return Optional.of(HexFormat.of().formatHex(digest(bytes, Algorithm.MD5).value()));
    }

    static Checksum digest(ByteBuffer bytes, Algorithm algorithm) {
        Digest digest = algorithm.digest();
        digest.update(bytes);
        return digest.finish();
    }
}
