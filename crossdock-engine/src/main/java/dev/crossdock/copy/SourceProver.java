package dev.crossdock.copy;

import dev.crossdock.object.Checksum;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.SourceProof;
import java.util.Optional;

/// Finds out how well it is known that the bytes read are those that the source holds.
final class SourceProver {

    private SourceProver() {}

    /// Compares our digests with what the source shows.
    ///
    /// @param place of the source, for the failure
    /// @return the proof, or empty if an ETag that could be an MD5 differs from ours: it may be no MD5 at all
    /// @throws StoreException CHECKSUM_MISMATCH if the bytes are not the stored ones
    static Optional<SourceProof> prove(ObjectStat source, Fingerprint ours, String place) throws StoreException {
        return switch (ours.compare(source.checksums(), source.etag())) {
            case SAME -> Optional.of(how(source, ours));
            case DIFFERENT -> throw mismatch(place, "the source keeps " + source.checksums() + ", what was read has "
                    + ours.checksum());
            case UNDECIDED -> Fingerprint.md5Hex(source.etag()) && ours.md5().isPresent()
                    ? Optional.empty()
                    : Optional.of(SourceProof.PINNED);
        };
    }

    static StoreException mismatch(String place, String message) {
        return new StoreException(Failure.of(FailureCode.CHECKSUM_MISMATCH, Operation.READ, place, message));
    }

    private static SourceProof how(ObjectStat source, Fingerprint ours) {
        for (Checksum each : source.checksums()) {
            if (ours.comparable(each).isPresent()) {
                return each.fullObject() ? SourceProof.STORED : SourceProof.COMBINED;
            }
        }
        return SourceProof.ETAG;
    }
}
