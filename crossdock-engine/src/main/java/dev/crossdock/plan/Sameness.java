package dev.crossdock.plan;

import dev.crossdock.object.Checksum;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.KeepReason;
import dev.crossdock.transfer.WorkItem;
import java.util.Optional;

/// Whether two objects hold the same bytes, from what their stores show. Size and time alone never say so; what
/// remains undecided is copied.
public final class Sameness {

    private Sameness() {}

    /// Looks at both objects of an item whose target exists.
    ///
    /// @return the evidence that they are the same, or empty if the item is to be copied
    public static Optional<KeepReason> decide(WorkItem.Copy item, ObjectStore source, ObjectStore target)
            throws StoreException {
        if (item.delivered().isPresent() || item.target().isEmpty()
                || item.target().get().sizeBytes() != item.source().sizeBytes()) {
            return Optional.empty();
        }
        Optional<ObjectStat> there = target.stat(item.targetKey());
        if (there.isEmpty() || there.get().checksums().isEmpty()) {
            return Optional.empty();
        }
        Optional<ObjectStat> here = source.stat(item.source().key());
        return here.isPresent() && sameChecksum(here.get(), there.get())
                ? Optional.of(KeepReason.SAME_CHECKSUM)
                : Optional.empty();
    }

    /// Equal sizes and equal ETags with the form of an MD5, or of an MD5 of part MD5s: two stores show the same one
    /// only if each computed it from the same bytes.
    static boolean byListing(ObjectStat source, ObjectStat target) {
        return source.sizeBytes() == target.sizeBytes() && source.etag().equals(target.etag())
                && derivedFromBytes(source.etag());
    }

    private static boolean sameChecksum(ObjectStat source, ObjectStat target) {
        for (Checksum each : source.checksums()) {
            if (each.fullObject() && target.fullObject(each.algorithm()).isPresent()) {
                return source.sizeBytes() == target.sizeBytes()
                        && target.fullObject(each.algorithm()).get().equals(each);
            }
        }
        return false;
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
