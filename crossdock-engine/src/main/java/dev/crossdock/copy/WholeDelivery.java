package dev.crossdock.copy;

import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Body;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Operation;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Written;
import dev.crossdock.transfer.Receipt;
import dev.crossdock.transfer.SourceProof;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Carries an object that fits one buffer: read once, digested in memory, written in one request.
final class WholeDelivery {

    private final ObjectStore source;
    private final ObjectStore target;
    private final BufferPool buffers;
    private final TargetProver prover;
    private final Packer packer;

    WholeDelivery(ObjectStore source, ObjectStore target, BufferPool buffers, TargetProver prover, Packer packer) {
        this.source = source;
        this.target = target;
        this.buffers = buffers;
        this.prover = prover;
        this.packer = packer;
    }

    Delivered deliver(Delivery listed) throws StoreException {
        ByteBuffer buffer = buffers.take(listed.source().sizeBytes());
        try {
            Delivery delivery = listed.from(read(listed.source(), buffer));
            Fingerprint ours = new BufferFingerprint(buffer,
                    Courier.algorithm(delivery.source(), target.capabilities().checksums()));
            SourceProof sourceProof = proveSource(delivery.source(), ours);
            Baggage baggage = packer.pack(delivery.source());
            TargetProver.Proven proven = write(delivery, baggage, buffer, ours);
            return new Delivered(new Receipt(buffer.remaining(), delivery.source().version(), proven.version(),
                    ours.checksum(), sourceProof, proven.proof()), baggage.leftBehind());
        } finally {
            buffers.release(buffer);
        }
    }

    /// Fills `buffer` and leaves it ready to be read.
    private ObjectStat read(ObjectStat listed, ByteBuffer buffer) throws StoreException {
        try (ObjectReader reader = source.read(listed.key(), ReadOptions.pinned(listed.version()))) {
            if (reader.lengthBytes() != listed.sizeBytes()) {
                throw changed(listed, reader.lengthBytes());
            }
            while (buffer.hasRemaining() && reader.read(buffer) >= 0) {
                // Until it is full.
            }
            ExactRead.end(buffer, reader, source.name() + '/' + listed.key());
            return reader.stat();
        }
    }

    private StoreException changed(ObjectStat listed, long length) {
        return new StoreException(
                Failure.of(FailureCode.SOURCE_CHANGED, Operation.READ, source.name() + '/' + listed.key(),
                        "listed with " + listed.sizeBytes() + " bytes, now has " + length));
    }

    private SourceProof proveSource(ObjectStat stat, Fingerprint ours) throws StoreException {
        String place = source.name() + '/' + stat.key();
        Optional<SourceProof> proof = SourceProver.prove(stat, ours, place);
        if (proof.isPresent()) {
            return proof.get();
        }
        // The ETag is no MD5, as with KMS, or else bytes were lost on the way: then a second read would differ.
        ByteBuffer again = buffers.take(BufferPool.SMALL_BYTES);
        try {
            if (!digestAgain(stat, ours, again)) {
                throw SourceProver.mismatch(place, "two reads of the same version gave different bytes");
            }
            return SourceProof.PINNED;
        } finally {
            buffers.release(again);
        }
    }

    private boolean digestAgain(ObjectStat stat, Fingerprint ours, ByteBuffer buffer) throws StoreException {
        var digest = ours.checksum().algorithm().digest();
        try (ObjectReader reader = source.read(stat.key(), ReadOptions.pinned(stat.version()))) {
            while (reader.read(buffer.clear()) >= 0) {
                digest.update(buffer.flip());
            }
        }
        return digest.finish().equals(ours.checksum());
    }

    private TargetProver.Proven write(Delivery delivery, Baggage baggage, ByteBuffer buffer, Fingerprint ours)
            throws StoreException {
        try {
            return writeAndProve(delivery, baggage, buffer, ours);
        } catch (StoreException e) {
            if (e.code() != FailureCode.CONFLICT) {
                throw e;
            }
            // An earlier attempt may have written this and lost the reply.
            return prover.settle(delivery.targetKey(), buffer.remaining(), ours).orElseThrow(() -> e);
        }
    }

    private TargetProver.Proven writeAndProve(Delivery delivery, Baggage baggage, ByteBuffer buffer, Fingerprint ours)
            throws StoreException {
        Written written = write(delivery, delivery.precondition(), baggage, buffer, ours);
        try {
            return prover.prove(delivery.targetKey(), written, ours);
        } catch (StoreException e) {
            if (e.code() != FailureCode.VERIFY_FAILED || written.version().isEmpty()) {
                throw e;
            }
            // What is there is ours and wrong: it alone may be replaced, once.
            return prover.prove(delivery.targetKey(), repair(delivery, written, baggage, buffer, ours, e), ours);
        }
    }

    private Written repair(Delivery delivery, Written written, Baggage baggage, ByteBuffer buffer, Fingerprint ours,
            StoreException unproven) throws StoreException {
        try {
            return write(delivery, new Precondition.Version(written.version()), baggage, buffer, ours);
        } catch (StoreException e) {
            if (e.code() != FailureCode.CONFLICT) {
                throw e;
            }
            // It is not there, or no longer: nobody else's object has come in the way, the service has not kept ours.
            unproven.addSuppressed(e);
            throw unproven;
        }
    }

    private Written write(Delivery delivery, Precondition precondition, Baggage baggage, ByteBuffer buffer,
            Fingerprint ours) throws StoreException {
        return target.write(delivery.targetKey(),
                delivery.options(precondition, ours.checksum().algorithm(), baggage),
                Body.of(buffer, ours.checksum()));
    }
}
