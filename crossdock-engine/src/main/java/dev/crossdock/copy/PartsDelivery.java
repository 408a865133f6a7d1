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
    private final UploadLog log;

    PartsDelivery(Env env, ObjectStore source, ObjectStore target, BufferPool buffers, TargetProver prover,
            UploadLog log) {
        this.env = env;
        this.source = source;
        this.target = target;
        this.buffers = buffers;
        this.prover = prover;
        this.log = log;
    }

    Receipt deliver(Delivery listed) throws StoreException {
        Delivery delivery = listed.from(pin(listed.source()));
        Algorithm algorithm = algorithm(delivery.source());
        long partBytes = partBytes(delivery.source().sizeBytes(), target.capabilities());
        clearLeftOver(delivery.targetKey());
        Upload upload = target.upload(delivery.targetKey(),
                delivery.options(delivery.precondition(), algorithm, target.capabilities()),
                delivery.source().sizeBytes());
        try {
            log.opened(delivery.targetKey(), upload.token(), delivery.source().key(), delivery.source().version(),
                    delivery.source().sizeBytes(), partBytes);
            List<UploadedPart> parts = new PartSender(env, source, buffers, upload, delivery.source(), algorithm,
                    partBytes)
                    .sendAll();
            Receipt receipt = finish(delivery, upload, parts, new PartsFingerprint(parts, algorithm));
            log.closed(upload.token());
            return receipt;
        } catch (StoreException | RuntimeException e) {
            abandon(upload, e);
            throw e;
        }
    }

    private ObjectStat pin(ObjectStat listed) throws StoreException {
        Optional<ObjectStat> now = source.stat(listed.key());
        String place = source.name() + '/' + listed.key();
        if (now.isEmpty()) {
            throw new StoreException(Failure.of(FailureCode.GONE, Operation.STAT, place, "gone since it was listed"));
        }
        if (!now.get().version().equals(listed.version()) || now.get().sizeBytes() != listed.sizeBytes()) {
            throw new StoreException(
                    Failure.of(FailureCode.SOURCE_CHANGED, Operation.STAT, place, "changed since it was listed"));
        }
        return now.get();
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

    private void clearLeftOver(String targetKey) throws StoreException {
        Optional<String> token = log.leftOpen(targetKey);
        if (token.isPresent()) {
            target.reopen(token.get()).abort();
            log.closed(token.get());
        }
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

    private void abandon(Upload upload, Exception reason) {
        try {
            upload.abort();
            log.closed(upload.token());
        } catch (StoreException | RuntimeException e) {
            // The upload stays in the journal as open, so the next run or `clean` removes it.
            reason.addSuppressed(e);
        }
    }
}
