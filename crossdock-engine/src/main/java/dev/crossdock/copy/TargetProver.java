package dev.crossdock.copy;

import dev.crossdock.env.Env;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.Digest;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Capabilities;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Operation;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Written;
import dev.crossdock.transfer.TargetProof;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/// Finds out whether the target holds the bytes that were read: from its reply, else from a look at the version it
/// returned, else by reading that version back. Size alone never proves anything.
final class TargetProver {

    /// A store may go on showing the former object for a while after a write; longer than this is a failure.
    private static final int LOOKS_MOST = 8;

    private final Env env;
    private final ObjectStore target;
    private final BufferPool buffers;

    TargetProver(Env env, ObjectStore target, BufferPool buffers) {
        this.env = env;
        this.target = target;
        this.buffers = buffers;
    }

    /// The proof, and the version that it is of.
    record Proven(String version, TargetProof proof) {}

    /// Proves what a write has just returned.
    Proven prove(String key, Written written, Fingerprint ours) throws StoreException {
        return switch (ours.compare(written.checksums(), written.etag())) {
            // Without its version, a receipt would not be recognized when the run is gone on with.
            case SAME -> written.version().isEmpty()
                    ? look(key, "", ours)
                    : new Proven(written.version(), byReply());
            case DIFFERENT -> throw differs(key, ours, written.checksums().toString());
            case UNDECIDED -> look(key, written.version(), ours);
        };
    }

    /// Whether an object that is there, perhaps from a write whose reply was lost, holds these bytes.
    ///
    /// @return empty if it does not, or there is none
    Optional<Proven> settle(String key, long sizeBytes, Fingerprint ours) throws StoreException {
        Optional<ObjectStat> there = target.stat(key);
        if (there.isEmpty() || there.get().sizeBytes() != sizeBytes) {
            return Optional.empty();
        }
        ObjectStat stat = there.get();
        return switch (ours.compare(stat.checksums(), stat.etag())) {
            case SAME -> Optional.of(new Proven(stat.version(), TargetProof.SERVICE));
            case DIFFERENT -> Optional.empty();
            case UNDECIDED -> sameBytes(key, stat.version(), ours)
                    ? Optional.of(new Proven(stat.version(), TargetProof.READ_BACK))
                    : Optional.empty();
        };
    }

    private TargetProof byReply() {
        return target.capabilities().checker() == Capabilities.Checker.SERVICE
                ? TargetProof.SERVICE
                : TargetProof.WRITTEN;
    }

    private Proven look(String key, String version, Fingerprint ours) throws StoreException {
        ObjectStat stat = statOf(key, version);
        return switch (ours.compare(stat.checksums(), stat.etag())) {
            case SAME -> new Proven(stat.version(), TargetProof.SERVICE);
            case DIFFERENT -> throw differs(key, ours, stat.checksums().toString());
            case UNDECIDED -> readBack(key, stat.version(), ours);
        };
    }

    private ObjectStat statOf(String key, String version) throws StoreException {
        for (int look = 0; look < LOOKS_MOST; look++) {
            Optional<ObjectStat> stat = target.stat(key);
            if (stat.isPresent() && (version.isEmpty() || stat.get().version().equals(version))) {
                return stat.get();
            }
            env.tasks().sleep(Duration.ofMillis(100L << look));
        }
        throw failed(key, "the target does not show the version that it said it wrote");
    }

    private Proven readBack(String key, String version, Fingerprint ours) throws StoreException {
        if (!sameBytes(key, version, ours)) {
            throw differs(key, ours, "other bytes when read back");
        }
        return new Proven(version, TargetProof.READ_BACK);
    }

    private boolean sameBytes(String key, String version, Fingerprint ours) throws StoreException {
        ByteBuffer buffer = buffers.take(BufferPool.SMALL_BYTES);
        try (ObjectReader reader = target.read(key, ReadOptions.pinned(version))) {
            Digest digest = ours.checksum().algorithm().digest();
            while (reader.read(buffer.clear()) >= 0) {
                digest.update(buffer.flip());
            }
            return digest.finish().equals(ours.checksum());
        } finally {
            buffers.release(buffer);
        }
    }

    private StoreException differs(String key, Fingerprint ours, String theirs) {
        Checksum own = ours.checksum();
        return failed(key, "the target shows " + theirs + ", what was read has " + own);
    }

    private StoreException failed(String key, String message) {
        return new StoreException(
                Failure.of(FailureCode.VERIFY_FAILED, Operation.VERIFY, target.name() + '/' + key, message));
    }
}
