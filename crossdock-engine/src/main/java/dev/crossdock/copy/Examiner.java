package dev.crossdock.copy;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.FailureClass.Action;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Finds out whether one object of the source and one of the target hold the same bytes. Looks and reads, and changes
/// nothing. Safe for concurrent use.
public final class Examiner {

    private final ObjectStore source;
    private final ObjectStore target;
    private final BufferPool buffers;
    private final Scrutiny scrutiny;

    /// @param source store of the one
    /// @param target store of the other
    /// @param buffers to read through; a call holds two of the smallest at most
    /// @param scrutiny how closely to compare
    public Examiner(ObjectStore source, ObjectStore target, BufferPool buffers, Scrutiny scrutiny) {
        this.source = source;
        this.target = target;
        this.buffers = buffers;
        this.scrutiny = scrutiny;
    }

    /// Compares. What changes meanwhile, or comes in another form than its store says, is looked at once more from the
    /// start; what that shows stands.
    ///
    /// @param here as listed at the source
    /// @param there as listed at the target
    /// @return what was found, or empty if neither side has it any more
    public Optional<Finding> examine(ObjectStat here, ObjectStat there) {
        try {
            boolean decided = scrutiny != Scrutiny.CHECKSUM || here.sizeBytes() != there.sizeBytes();
            return decided ? Optional.of(compare(here, there)) : look(here.key(), there.key());
        } catch (StoreException e) {
            if (!worthAnotherLook(e)) {
                return Optional.of(new Finding.Unreadable(e.failure()));
            }
        }
        try {
            return look(here.key(), there.key());
        } catch (StoreException e) {
            return Optional.of(new Finding.Unreadable(e.failure()));
        }
    }

    private static boolean worthAnotherLook(StoreException e) {
        Action action = e.failure().failureClass().action();
        return action == Action.RESTART || action == Action.SKIP;
    }

    /// Compares what is there now, whatever was listed.
    private Optional<Finding> look(String key, String targetKey) throws StoreException {
        Optional<ObjectStat> here = source.stat(key);
        Optional<ObjectStat> there = target.stat(targetKey);
        if (here.isPresent() && there.isPresent()) {
            return Optional.of(compare(here.get(), there.get()));
        }
        if (here.isPresent()) {
            return Optional.of(new Finding.Missing());
        }
        return there.isPresent() ? Optional.of(new Finding.Extra()) : Optional.empty();
    }

    private Finding compare(ObjectStat here, ObjectStat there) throws StoreException {
        if (here.sizeBytes() != there.sizeBytes()) {
            return differentSizes(here, there);
        }
        return switch (scrutiny) {
            case SIZES -> new Finding.Same(Evidence.SIZE_ONLY, "");
            case CHECKSUM -> byChecksum(here, there);
            case READ -> byBytes(here, there);
        };
    }

    /// What is to be said of two objects of different sizes.
    public static Finding differentSizes(ObjectStat here, ObjectStat there) {
        return new Finding.Differs(Evidence.SIZE_ONLY,
                here.sizeBytes() + " bytes at the source, " + there.sizeBytes() + " at the target");
    }

    /// | source keeps | target keeps | then |
    /// |---|---|---|
    /// | a checksum | one in the same algorithm | they are compared |
    /// | a checksum | none in that algorithm | the target is read |
    /// | none | a checksum | the source is read |
    /// | what could be an MD5 ETag | no such | the target is read, and both if it is no MD5 of the same bytes |
    /// | no such | what could be an MD5 ETag | the source is read, likewise |
    /// | nothing | nothing | both are read |
    private Finding byChecksum(ObjectStat here, ObjectStat there) throws StoreException {
        Optional<Finding> stored = byStored(here, there);
        if (stored.isPresent()) {
            return stored.get();
        }
        Optional<Checksum> kept = kept(here);
        if (kept.isPresent()) {
            Checksum own = digest(target, there, kept.get().algorithm());
            return byOne(kept.get(), "source", own, "target");
        }
        Optional<Checksum> keptThere = kept(there);
        if (keptThere.isPresent()) {
            Checksum own = digest(source, here, keptThere.get().algorithm());
            return byOne(keptThere.get(), "target", own, "source");
        }
        return byEtag(here, there) ? new Finding.Same(Evidence.READ_ONE, "MD5 ETag") : byBytes(here, there);
    }

    /// Any pair of full-object checksums that differs shows a difference. Equal ones of any kind show that there is
    /// none: of parts, too, while unequal ones of parts may only come from other parts.
    private static Optional<Finding> byStored(ObjectStat here, ObjectStat there) {
        Optional<Checksum> equal = Optional.empty();
        for (Checksum each : here.checksums()) {
            Optional<Checksum> other = there.fullObject(each.algorithm());
            if (there.checksums().contains(each)) {
                equal = Optional.of(each);
            } else if (each.fullObject() && other.isPresent()) {
                return Optional.of(new Finding.Differs(Evidence.STORED_CHECKSUM,
                        "the source keeps " + each + ", the target " + other.get()));
            }
        }
        return equal.map(each -> new Finding.Same(Evidence.STORED_CHECKSUM, each.toString()));
    }

    private static Optional<Checksum> kept(ObjectStat stat) {
        for (Checksum each : stat.checksums()) {
            if (each.fullObject()) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /// @param keeper the other side, for people
    /// @param read the side that is read, for people
    private static Finding byOne(Checksum theirs, String keeper, Checksum own, String read) {
        return own.equals(theirs)
                ? new Finding.Same(Evidence.READ_ONE, theirs.toString())
                : new Finding.Differs(Evidence.READ_ONE,
                        "the " + keeper + " keeps " + theirs + ", the bytes of the " + read + " have " + own);
    }

    /// Whether the one side that shows what could be an MD5 shows that of the other's bytes. Only equality shows that it
    /// is one.
    private boolean byEtag(ObjectStat here, ObjectStat there) throws StoreException {
        boolean sourceShows = Fingerprint.md5Hex(here.etag());
        boolean targetShows = Fingerprint.md5Hex(there.etag());
        if (sourceShows == targetShows) {
            return false;
        }
        Checksum md5 = sourceShows
                ? digest(target, there, Algorithm.MD5)
                : digest(source, here, Algorithm.MD5);
        return HexFormat.of().formatHex(md5.value()).equals(sourceShows ? here.etag() : there.etag());
    }

    private Checksum digest(ObjectStore store, ObjectStat stat, Algorithm algorithm) throws StoreException {
        ByteBuffer buffer = buffers.take(BufferPool.SMALL_BYTES);
        try (Passage passage = new Passage(store, stat, List.of(algorithm))) {
            while (passage.leftBytes() > 0) {
                passage.next(buffer);
            }
            passage.end();
            return passage.digest(algorithm);
        } finally {
            buffers.release(buffer);
        }
    }

    /// Reads both in step. To compare bytes is stronger than to compare digests, costs less, and ends at the first
    /// difference.
    private Finding byBytes(ObjectStat here, ObjectStat there) throws StoreException {
        ByteBuffer buffer = buffers.take(BufferPool.SMALL_BYTES);
        ByteBuffer other = buffers.take(BufferPool.SMALL_BYTES);
        try (Passage passage = new Passage(source, here, List.of());
                Passage otherPassage = new Passage(target, there, List.of())) {
            while (passage.leftBytes() > 0) {
                long offset = here.sizeBytes() - passage.leftBytes();
                passage.next(buffer);
                otherPassage.next(other);
                int difference = buffer.mismatch(other);
                if (difference >= 0) {
                    return new Finding.Differs(Evidence.READ_BOTH,
                            "the bytes differ, first at offset " + (offset + difference));
                }
            }
            passage.end();
            otherPassage.end();
            return new Finding.Same(Evidence.READ_BOTH, "");
        } finally {
            buffers.release(buffer);
            buffers.release(other);
        }
    }
}
