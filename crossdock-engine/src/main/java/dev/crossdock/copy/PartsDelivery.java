package dev.crossdock.copy;

import dev.crossdock.env.Env;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Capabilities;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.Written;
import dev.crossdock.transfer.Receipt;
import dev.crossdock.transfer.SourceProof;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Carries an object that is larger than a buffer: its ranges become parts of an upload, several at once, and the
/// whole is proven before and after it becomes visible.
final class PartsDelivery {

    private static final Set<Algorithm> COMBINABLE = EnumSet.of(Algorithm.CRC32, Algorithm.CRC32C, Algorithm.CRC64NVME);
    private static final int COMPLETIONS_MOST = 3;

    private final Env env;
    private final ObjectStore source;
    private final ObjectStore target;
    private final BufferPool buffers;
    private final TargetProver prover;
    private final Packer packer;
    private final UploadLog log;
    private final UploadOpener opener;

    PartsDelivery(Env env, ObjectStore source, ObjectStore target, BufferPool buffers, TargetProver prover,
            Packer packer, UploadLog log) {
        this.env = env;
        this.source = source;
        this.target = target;
        this.buffers = buffers;
        this.prover = prover;
        this.packer = packer;
        this.log = log;
        this.opener = new UploadOpener(target, log);
    }

    Delivered deliver(Delivery listed) throws StoreException {
        Delivery delivery = listed.from(SourceLook.at(source, listed.source()));
        Algorithm algorithm = algorithm(delivery.source());
        long partBytes = partBytes(delivery.source().sizeBytes(), target.capabilities());
        Baggage baggage = packer.pack(delivery.source());
        UploadOpener.Opened opened = opener.open(delivery,
                delivery.options(delivery.precondition(), algorithm, baggage), algorithm, partBytes);
        try {
            List<UploadedPart> parts = new PartSender(env, source, buffers, opened, delivery.source(), algorithm)
                    .sendAll();
            Receipt receipt = finish(delivery, opened.upload(), parts, new PartsFingerprint(parts, algorithm));
            log.closed(opened.upload().token());
            return new Delivered(receipt, baggage.leftBehind());
        } catch (StoreException | RuntimeException e) {
            opener.leave(opened, e);
            throw e;
        }
    }

    private Algorithm algorithm(ObjectStat stat) {
        Set<Algorithm> usable = EnumSet.copyOf(COMBINABLE);
        usable.retainAll(target.capabilities().checksums());
        return Courier.algorithm(stat, usable);
    }

    /// The size of a buffer, or as much more as the number of parts requires.
    static long partBytes(long sizeBytes, Capabilities capabilities) throws StoreException {
        long least = Math.max(BufferPool.LARGE_BYTES, capabilities.partBytesMin());
        long needed = Math.ceilDiv(sizeBytes, capabilities.partsMax());
        long partBytes = Math.max(least, Math.ceilDiv(needed, BufferPool.CHUNK_BYTES) * BufferPool.CHUNK_BYTES);
        if (partBytes > capabilities.partBytesMax()) {
            throw new StoreException(Failure.of(FailureCode.OBJECT_TOO_LARGE, Operation.WRITE, capabilities.profile(),
                    sizeBytes + " bytes do not fit " + capabilities.partsMax() + " parts of "
                            + capabilities.partBytesMax()));
        }
        return partBytes;
    }

    private Receipt finish(Delivery delivery, Upload upload, List<UploadedPart> parts, Fingerprint ours)
            throws StoreException {
        ObjectStat stat = delivery.source();
        SourceProof sourceProof = SourceProver.prove(stat, ours, source.name() + '/' + stat.key())
                .orElse(SourceProof.PINNED);
        TargetProver.Proven proven = complete(delivery, upload, parts, ours);
        return new Receipt(stat.sizeBytes(), stat.version(), proven.version(), ours.checksum(), sourceProof,
                proven.proof());
    }

    private TargetProver.Proven complete(Delivery delivery, Upload upload, List<UploadedPart> parts, Fingerprint ours)
            throws StoreException {
        for (int attempt = 1;; attempt++) {
            try {
                Written written = upload.complete(parts, delivery.precondition(), Optional.of(ours.checksum()));
                return prover.prove(delivery.targetKey(), written, ours);
            } catch (StoreException e) {
                Optional<TargetProver.Proven> there = mayHaveCompleted(e)
                        ? prover.settle(delivery.targetKey(), delivery.source().sizeBytes(), ours)
                        : Optional.empty();
                if (there.isPresent()) {
                    // Where completing was cut off, some stores still have the parts.
                    opener.discard(upload, e);
                    return there.get();
                }
                if (!repeatable(e) || attempt == COMPLETIONS_MOST) {
                    throw e;
                }
            }
        }
    }

    private static boolean mayHaveCompleted(StoreException e) {
        return repeatable(e) || e.code() == FailureCode.UPLOAD_LOST || e.code() == FailureCode.CONFLICT;
    }

    /// Whether the reply was lost or the service failed, so that the same completion may be asked for again.
    private static boolean repeatable(StoreException e) {
        return switch (e.failure().failureClass()) {
            case NETWORK, TRANSIENT_SERVER, THROTTLED -> true;
            default -> false;
        };
    }
}
