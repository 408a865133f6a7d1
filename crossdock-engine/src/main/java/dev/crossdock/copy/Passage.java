package dev.crossdock.copy;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.Digest;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Operation;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// All bytes of one version of an object, read to their known end in pieces, and held against every full-object checksum
/// that the store shows with them.
final class Passage implements AutoCloseable {

    private final ObjectReader reader;
    private final String place;
    private final List<Checksum> kept;
    private final Map<Algorithm, Digest> digests = new EnumMap<>(Algorithm.class);
    private final Map<Algorithm, Checksum> own = new EnumMap<>(Algorithm.class);
    private long leftBytes;

    /// @param stat what to read; its version is the only acceptable one
    /// @param wanted algorithms to digest in, besides those of the checksums that the store shows
    Passage(ObjectStore store, ObjectStat stat, List<Algorithm> wanted) throws StoreException {
        this.place = store.name() + '/' + stat.key();
        this.reader = store.read(stat.key(), ReadOptions.pinned(stat.version()));
        this.kept = reader.stat().checksums();
        this.leftBytes = stat.sizeBytes();
        for (Algorithm each : wanted) {
            digests.put(each, each.digest());
        }
        for (Checksum each : kept) {
            if (each.fullObject()) {
                digests.computeIfAbsent(each.algorithm(), Algorithm::digest);
            }
        }
    }

    /// How many bytes are still to come.
    long leftBytes() {
        return leftBytes;
    }

    /// Fills `into`, or as much of it as there are bytes left, and leaves it ready to be read.
    void next(ByteBuffer into) throws StoreException {
        into.clear().limit((int) Math.min(into.capacity(), leftBytes));
        while (into.hasRemaining()) {
            if (reader.read(into) < 0) {
                throw failure(FailureCode.SHORT_READ,
                        "ended " + (leftBytes - into.position()) + " bytes before its listed size");
            }
        }
        leftBytes -= into.limit();
        into.flip();
        digests.values().forEach(each -> each.update(into));
    }

    /// Checks that nothing follows and that the bytes are those that the store keeps a checksum of.
    void end() throws StoreException {
        if (reader.read(ByteBuffer.allocate(1)) >= 0) {
            throw failure(FailureCode.LONG_READ, "goes on after its listed size");
        }
        digests.forEach((algorithm, digest) -> own.put(algorithm, digest.finish()));
        for (Checksum each : kept) {
            if (each.fullObject() && !each.equals(own.get(each.algorithm()))) {
                throw failure(FailureCode.CHECKSUM_MISMATCH,
                        "the store keeps " + each + ", its bytes have " + own.get(each.algorithm()));
            }
        }
    }

    /// The digest of all bytes, after [#end].
    ///
    /// @param algorithm one of the wanted
    Checksum digest(Algorithm algorithm) {
        return Objects.requireNonNull(own.get(algorithm), algorithm::name);
    }

    @Override
    public void close() {
        reader.close();
    }

    private StoreException failure(FailureCode code, String message) {
        return new StoreException(Failure.of(code, Operation.READ, place, message));
    }
}
