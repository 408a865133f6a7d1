package dev.crossdock.copy;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.Combination;
import dev.crossdock.object.Digest;
import dev.crossdock.store.UploadedPart;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// Of bytes that went by in parts: the whole's digest follows from the parts' digests.
final class PartsFingerprint implements Fingerprint {

    private final Checksum whole;
    private final Checksum composite;

    /// @param parts all, in order, each with our own digest of it in `algorithm`
    /// @param algorithm one that can be combined
    PartsFingerprint(List<UploadedPart> parts, Algorithm algorithm) {
        Combination combination = new Combination(algorithm);
        ByteBuffer values = ByteBuffer.allocate(parts.size() * algorithm.sizeBytes());
        for (UploadedPart each : parts) {
            Checksum own = each.checksum().orElseThrow();
            combination.append(own, each.sizeBytes());
            values.put(own.value());
        }
        Digest ofValues = algorithm.digest();
        ofValues.update(values.flip());
        this.whole = combination.checksum();
        this.composite = new Checksum(algorithm, parts.size(), ofValues.finish().base64());
    }

    @Override
    public Checksum checksum() {
        return whole;
    }

    @Override
    public Optional<Checksum> comparable(Checksum theirs) {
        if (theirs.algorithm() != whole.algorithm()) {
            return Optional.empty();
        }
        if (theirs.fullObject()) {
            return Optional.of(whole);
        }
        return theirs.parts() == composite.parts() ? Optional.of(composite) : Optional.empty();
    }

    @Override
    public Optional<String> md5() {
        return Optional.empty();
    }
}
