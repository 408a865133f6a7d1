package dev.crossdock.copy;

import dev.crossdock.env.Env;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.WorkItem;
import java.util.Optional;
import java.util.Set;

/// Carries one object from a source to a target and proves it: pins a version of the source, reads it once, writes it
/// conditionally and invisibly, and compares digests on both sides before it says that anything was copied.
///
/// One attempt, without retry: a failed one leaves the target's object as it was. Safe for concurrent use.
public final class Courier {

    private final WholeDelivery whole;
    private final PartsDelivery parts;
    private final Optional<ServerSideDelivery> serverSide;

    /// Carries all bytes itself.
    ///
    /// @param env for waiting and for tasks that carry parts
    /// @param source to read from
    /// @param target to write to
    /// @param buffers that all bytes pass through
    /// @param uploads where uploads in parts are noted
    public Courier(Env env, ObjectStore source, ObjectStore target, BufferPool buffers, UploadLog uploads) {
        this(env, source, target, buffers, uploads, CourierOptions.PLAIN);
    }

    /// Goes about it as it is told.
    ///
    /// @param options how
    public Courier(Env env, ObjectStore source, ObjectStore target, BufferPool buffers, UploadLog uploads,
            CourierOptions options) {
        TargetProver prover = new TargetProver(env, target, buffers);
        Packer packer = new Packer(source, target.capabilities(), options.storageClasses());
        this.whole = new WholeDelivery(source, target, buffers, prover, packer);
        this.parts = new PartsDelivery(env, source, target, buffers, prover, packer, uploads);
        this.serverSide = options.serverSide() == ServerSide.ALLOWED && target.capabilities().serverSideCopy()
                ? Optional.of(new ServerSideDelivery(source, target, buffers, prover, packer))
                : Optional.empty();
    }

    /// Copies and proves.
    ///
    /// @return the evidence, and what could not be carried along; it may be recorded once the target is settled ([ObjectStore#settle])
    /// @throws StoreException GONE or SOURCE_CHANGED if the source is not what was listed; CONFLICT if the target holds
    ///     neither what was listed nor these bytes; CHECKSUM_MISMATCH or VERIFY_FAILED if a proof fails
    public Delivered deliver(WorkItem.Copy item) throws StoreException {
        Delivery delivery = Delivery.of(item);
        if (serverSide.isPresent()) {
            Optional<Delivered> copied = serverSide.get().deliver(delivery);
            if (copied.isPresent()) {
                return copied.get();
            }
        }
        return item.source().sizeBytes() <= BufferPool.LARGE_BYTES ? whole.deliver(delivery) : parts.deliver(delivery);
    }

    /// The digest that serves both halves of the proof: one that the source keeps and the target can check, else
    /// CRC-32C, which costs next to nothing.
    ///
    /// @param usable algorithms that suit the way in which the object is written
    static Algorithm algorithm(ObjectStat source, Set<Algorithm> usable) {
        for (Checksum each : source.checksums()) {
            if (each.fullObject() && usable.contains(each.algorithm())) {
                return each.algorithm();
            }
        }
        return Algorithm.CRC32C;
    }
}
