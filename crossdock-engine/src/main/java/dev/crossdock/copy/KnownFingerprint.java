package dev.crossdock.copy;

import dev.crossdock.object.Checksum;
import java.util.Optional;

/// Of bytes of which one full-object digest is known and nothing else.
record KnownFingerprint(Checksum checksum) implements Fingerprint {

    @Override
    public Optional<Checksum> comparable(Checksum theirs) {
        return theirs.fullObject() && theirs.algorithm() == checksum.algorithm()
                ? Optional.of(checksum)
                : Optional.empty();
    }

    @Override
    public Optional<String> md5() {
        return Optional.empty();
    }
}
