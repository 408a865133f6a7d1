package dev.crossdock.copy;

import dev.crossdock.env.CancelledException;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.WriteOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Begins the upload of an object, or goes on with one that an earlier process or attempt has left open.
///
/// Of an upload that was left open, a part need not be sent again if the store shows its checksum, computed over the
/// bytes that it has: the whole is proven from these checksums as it is from those of parts just sent. Where the store
/// shows none, nothing is known of what it has, and the upload is begun anew.
final class UploadOpener {

    private final ObjectStore target;
    private final UploadLog log;

    UploadOpener(ObjectStore target, UploadLog log) {
        this.target = target;
        this.log = log;
    }

    /// An upload that is open.
    ///
    /// @param noted as the log has it
    /// @param stored parts that need not be sent
    record Opened(Upload upload, NotedUpload noted, List<UploadedPart> stored) {}

    /// Opens an upload and notes it.
    ///
    /// @param options of the new object
    /// @param algorithm of all parts' digests
    Opened open(Delivery delivery, WriteOptions options, Algorithm algorithm, long partBytes) throws StoreException {
        Optional<NotedUpload> left = log.leftOpen(delivery.targetKey());
        if (left.isPresent()) {
            Optional<Opened> again = again(left.get(), delivery.source(), algorithm, partBytes);
            if (again.isPresent()) {
                return again.get();
            }
            discard(left.get());
        }
        return begin(delivery, options, partBytes);
    }

    private Opened begin(Delivery delivery, WriteOptions options, long partBytes) throws StoreException {
        ObjectStat stat = delivery.source();
        Upload upload = target.upload(delivery.targetKey(), options, stat.sizeBytes());
        NotedUpload noted = new NotedUpload(delivery.targetKey(), upload.token(), stat.key(), stat.version(),
                stat.sizeBytes(), partBytes);
        try {
            log.opened(noted);
        } catch (StoreException | RuntimeException e) {
            abort(upload, e);
            throw e;
        }
        return new Opened(upload, noted, List.of());
    }

    private Optional<Opened> again(NotedUpload left, ObjectStat source, Algorithm algorithm, long partBytes)
            throws StoreException {
        if (!left.holds(source, partBytes)) {
            return Optional.empty();
        }
        try {
            Upload upload = target.reopen(left.token());
            List<UploadedPart> stored = usable(upload.parts(), left, algorithm);
            return stored.isEmpty() ? Optional.empty() : Optional.of(new Opened(upload, left, stored));
        } catch (StoreException e) {
            if (passing(e)) {
                log.kept(left);
                throw e;
            }
            // It is gone, or its parts may not be listed: either way it is of no use.
            return Optional.empty();
        }
    }

    /// Parts that are as they would be sent now; none if the upload was begun with another algorithm.
    private static List<UploadedPart> usable(List<UploadedPart> parts, NotedUpload left, Algorithm algorithm) {
        List<UploadedPart> usable = new ArrayList<>(parts.size());
        for (UploadedPart each : parts) {
            if (each.checksum().isEmpty()) {
                continue;
            }
            Checksum checksum = each.checksum().get();
            if (checksum.algorithm() != algorithm || !checksum.fullObject()) {
                return List.of();
            }
            long offset = (each.number() - 1) * left.partBytes();
            if (offset < left.sizeBytes() && each.sizeBytes() == Math.min(left.partBytes(),
                    left.sizeBytes() - offset)) {
                usable.add(each);
            }
        }
        return usable;
    }

    private void discard(NotedUpload left) {
        try {
            target.reopen(left.token()).abort();
            log.closed(left.token());
        } catch (StoreException e) {
            // It stays in the log as open, where it can be found; the object is not to fail for it.
        }
    }

    /// Leaves an upload that failed: open, if what it has may be gone on with, else aborted.
    void leave(Opened opened, Exception reason) {
        boolean usable = reason instanceof CancelledException || reason instanceof StoreException e && passing(e);
        if (usable) {
            log.kept(opened.noted());
            return;
        }
        abort(opened.upload(), reason);
    }

    /// Removes what is left of an upload whose object is there. It does no harm if that does not work.
    void discard(Upload upload, Exception reason) {
        try {
            upload.abort();
        } catch (StoreException | RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    private void abort(Upload upload, Exception reason) {
        try {
            upload.abort();
            log.closed(upload.token());
        } catch (StoreException | RuntimeException e) {
            // The upload stays in the log as open, so the next run or `clean` removes it.
            reason.addSuppressed(e);
        }
    }

    /// Whether a failure says nothing against the parts that are stored.
    private static boolean passing(StoreException e) {
        return switch (e.failure().failureClass()) {
            case NETWORK, TRANSIENT_SERVER, THROTTLED, TRUNCATED, AUTH_EXPIRED, AUTH_INVALID, CLOCK_SKEW, CANCELLED ->
                true;
            default -> false;
        };
    }
}
