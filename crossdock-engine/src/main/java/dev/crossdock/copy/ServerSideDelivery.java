package dev.crossdock.copy;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Capabilities;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import dev.crossdock.transfer.Receipt;
import dev.crossdock.transfer.SourceProof;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// Lets the service copy an object by itself, and proves what it did: the digest that the source keeps against the one
/// that the service shows of the new object. Where the source keeps none, the source is read for its digest.
///
/// Headers, metadata and tags stay with the object at the service.
final class ServerSideDelivery {

    private final ObjectStore source;
    private final ObjectStore target;
    private final BufferPool buffers;
    private final TargetProver prover;
    private final Packer packer;
    private final AtomicBoolean refused = new AtomicBoolean();

    ServerSideDelivery(ObjectStore source, ObjectStore target, BufferPool buffers, TargetProver prover,
            Packer packer) {
        this.source = source;
        this.target = target;
        this.buffers = buffers;
        this.prover = prover;
        this.packer = packer;
    }

    /// What the new object is to be compared with.
    private record Known(Fingerprint fingerprint, SourceProof proof) {}

    /// Copies and proves.
    ///
    /// @return empty if the service will not do it: the bytes have to pass through here
    Optional<Delivered> deliver(Delivery listed) throws StoreException {
        if (refused.get()) {
            return Optional.empty();
        }
        Delivery delivery = listed.from(SourceLook.at(source, listed.source()));
        Known known = known(delivery.source());
        Optional<TargetProver.Proven> proven = copy(delivery, known.fingerprint());
        return proven.map(there -> new Delivered(new Receipt(delivery.source().sizeBytes(),
                delivery.source().version(), there.version(), known.fingerprint().checksum(), known.proof(),
                there.proof()), Set.of()));
    }

    private Known known(ObjectStat stat) throws StoreException {
        Capabilities to = target.capabilities();
        for (Checksum each : stat.checksums()) {
            if (each.fullObject() && to.checksums().contains(each.algorithm())) {
                return new Known(new KnownFingerprint(each), SourceProof.STORED);
            }
        }
        Algorithm algorithm = to.checksums().contains(Algorithm.CRC64NVME) ? Algorithm.CRC64NVME : Algorithm.CRC32C;
        Fingerprint read = new KnownFingerprint(digested(stat, algorithm));
        return new Known(read, SourceProver.prove(stat, read, source.name() + '/' + stat.key())
                .orElse(SourceProof.PINNED));
    }

    private Checksum digested(ObjectStat stat, Algorithm algorithm) throws StoreException {
        ByteBuffer buffer = buffers.take(BufferPool.CHUNK_BYTES);
        try (ObjectReader reader = source.read(stat.key(), ReadOptions.pinned(stat.version()))) {
            return ExactRead.digest(reader, stat.sizeBytes(), buffer, algorithm, source.name() + '/' + stat.key());
        } finally {
            buffers.release(buffer);
        }
    }

    private Optional<TargetProver.Proven> copy(Delivery delivery, Fingerprint ours) throws StoreException {
        ObjectStat stat = delivery.source();
        Written written;
        try {
            written = target.copy(source, stat.key(), stat.version(), delivery.targetKey(), options(delivery, ours));
        } catch (StoreException e) {
            if (e.code() == FailureCode.CONFLICT) {
                // An earlier attempt may have copied this and lost the reply.
                return Optional.of(
                        prover.settle(delivery.targetKey(), stat.sizeBytes(), ours).orElseThrow(() -> e));
            }
            if (!streamable(e.code())) {
                throw e;
            }
            return Optional.empty();
        }
        return Optional.of(prover.prove(delivery.targetKey(), written, ours));
    }

    private WriteOptions options(Delivery delivery, Fingerprint ours) {
        ObjectStat stat = delivery.source();
        return new WriteOptions(delivery.precondition(), Optional.of(ours.checksum().algorithm()), stat.attributes(),
                stat.modified(), packer.storageClass(stat));
    }

    /// Whether the same object may go another way; and if it is not about this object alone, so do all others.
    private boolean streamable(FailureCode code) {
        if (EnumSet.of(FailureCode.UNSUPPORTED, FailureCode.ACCESS_DENIED, FailureCode.KMS_DENIED).contains(code)) {
            refused.set(true);
            return true;
        }
        return code == FailureCode.OBJECT_TOO_LARGE;
    }
}
