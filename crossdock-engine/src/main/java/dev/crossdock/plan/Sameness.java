package dev.crossdock.plan;

import dev.crossdock.object.Checksum;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Receipt;
import dev.crossdock.transfer.SourceProof;
import dev.crossdock.transfer.TargetProof;
import dev.crossdock.transfer.WorkItem;
import java.util.Optional;

/// Whether two objects hold the same bytes, from what their stores show. Size and time alone never say so; what
/// remains undecided is copied.
public final class Sameness {

    private Sameness() {}

    /// Looks at both objects of an item whose target exists.
    ///
    /// @return the evidence that they are the same, or empty if the item is to be copied
    public static Optional<Receipt> decide(WorkItem.Copy item, ObjectStore source, ObjectStore target)
            throws StoreException {
        if (item.doubt() == WorkItem.Copy.Doubt.NONE) {
            return Optional.empty();
        }
        Optional<ObjectStat> there = target.stat(item.targetKey());
        if (there.isEmpty() || there.get().checksums().isEmpty()) {
            return Optional.empty();
        }
        Optional<ObjectStat> here = source.stat(item.source().key());
        return here.isEmpty() ? Optional.empty() : sameChecksum(here.get(), there.get());
    }

    /// Equal sizes and equal ETags with the form of an MD5, or of an MD5 of part MD5s: two stores show the same one
    /// only if each computed it from the same bytes.
    static boolean byListing(ObjectStat source, ObjectStat target) {
        return source.sizeBytes() == target.sizeBytes() && source.etag().equals(target.etag())
                && derivedFromBytes(source.etag());
    }

    private static Optional<Receipt> sameChecksum(ObjectStat source, ObjectStat target) {
        for (Checksum each : source.checksums()) {
            Optional<Checksum> other = each.fullObject() ? target.fullObject(each.algorithm()) : Optional.empty();
            if (other.isPresent()) {
                return source.sizeBytes() == target.sizeBytes() && other.get().equals(each)
                        ? Optional.of(new Receipt(source.sizeBytes(), source.version(), target.version(), each,
                                SourceProof.STORED, TargetProof.SERVICE))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean derivedFromBytes(String etag) {
        int dash = etag.indexOf('-');
        int end = dash < 0 ? etag.length() : dash;
        if (end != 32 || dash == etag.length() - 1) {
            return false;
        }
        for (int i = 0; i < etag.length(); i++) {
            if (i != dash && Character.digit(etag.charAt(i), i < end ? 16 : 10) < 0) {
                return false;
            }
        }
        return true;
    }
}
