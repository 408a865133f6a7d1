package dev.crossdock.testkit.store;

import dev.crossdock.object.Algorithm;
import dev.crossdock.store.Body;
import dev.crossdock.store.BodyProof;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// Other bytes than those that a store is given to write, on their way into it. The real bytes are taken and checked
/// first, so that a store which lies about what it did with them is told apart from one that was given bad bytes.
final class FaultyBody {

    private FaultyBody() {}

    /// The body to be stored instead.
    static Body of(Optional<Fault> fault, Body truth) throws StoreException {
        if (fault.isEmpty() || !spoils(fault.get().effect())) {
            return truth;
        }
        Algorithm algorithm = BodyProof.algorithm(Optional.empty(), truth, Algorithm.CRC32C);
        byte[] bytes = drain(truth, algorithm);
        byte[] other = other(fault.get().effect(), bytes);
        if (!Arrays.equals(bytes, other)) {
            fault.get().happened();
        }
        return SampleBytes.body(algorithm, other);
    }

    private static boolean spoils(Effect effect) {
        return effect instanceof Effect.Cut || effect instanceof Effect.Extend || effect instanceof Effect.Flip;
    }

    private static byte[] other(Effect effect, byte[] bytes) {
        return switch (effect) {
            case Effect.Cut cut -> Arrays.copyOf(bytes, (int) Math.min(bytes.length, cut.sizeBytes()));
            case Effect.Extend extend -> Arrays.copyOf(bytes, bytes.length + extend.extraBytes());
            case Effect.Flip flip ->
                flip.index() < bytes.length ? SampleBytes.flipped(bytes, (int) flip.index()) : bytes;
            default -> bytes;
        };
    }

    private static byte[] drain(Body body, Algorithm algorithm) throws StoreException {
        BodyProof proof = new BodyProof(body, algorithm, Operation.WRITE, "faulty");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (ByteBuffer next = proof.next(); next.hasRemaining(); next = proof.next()) {
            byte[] chunk = new byte[next.remaining()];
            next.get(chunk);
            out.writeBytes(chunk);
        }
        proof.finish();
        return out.toByteArray();
    }
}
