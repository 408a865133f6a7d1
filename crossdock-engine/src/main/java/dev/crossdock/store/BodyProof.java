package dev.crossdock.store;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.Digest;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a store that takes the bytes itself checks of every body: its size, its announced checksum, and the digest
/// that the store vouches for. A body is never trusted: those that end early or go on are how truncated objects came
/// to be reported as success elsewhere.
public final class BodyProof {

    private final Body body;
    private final Operation operation;
    private final String where;
    private final Algorithm algorithm;
    private final Digest digest;
    private final @Nullable Digest announced;
    private long takenBytes;

    /// A proof over no bytes yet.
    ///
    /// @param algorithm of the digest that [#finish] returns
    /// @param where the object, as failures name it
    public BodyProof(Body body, Algorithm algorithm, Operation operation, String where) {
        this.body = body;
        this.operation = operation;
        this.where = where;
        this.algorithm = algorithm;
        this.digest = algorithm.digest();
        this.announced = announcedDigest(body.checksum(), algorithm);
    }

    /// What a store digests with: what it was told, else what the body announces, else its own choice.
    public static Algorithm algorithm(Optional<Algorithm> told, Body body, Algorithm otherwise) {
        if (told.isPresent()) {
            return told.get();
        }
        return body.checksum().map(Checksum::algorithm).orElse(otherwise);
    }

    /// The body's next bytes, counted and digested, or an empty buffer at its end. A body that is in memory is taken
    /// from its start, however often it was written before.
    ///
    /// @throws StoreException LONG_READ if these are more bytes than the body announced, else as the body throws
    public ByteBuffer next() throws StoreException {
        ByteBuffer bytes = given();
        takenBytes += bytes.remaining();
        if (takenBytes > body.sizeBytes()) {
            throw failure(FailureCode.LONG_READ, "the body goes on after its announced " + body.sizeBytes() + " bytes");
        }
        digest.update(bytes);
        if (announced != null) {
            announced.update(bytes);
        }
        return bytes;
    }

    private ByteBuffer given() throws StoreException {
        Optional<ByteBuffer> whole = body.whole();
        if (whole.isEmpty()) {
            return body.next();
        }
        ByteBuffer bytes = whole.get();
        return takenBytes == 0 ? bytes : bytes.slice(bytes.limit(), 0);
    }

    /// The digest of all bytes, after the body's end.
    ///
    /// @throws StoreException SHORT_READ if bytes are missing, CHECKSUM_MISMATCH if the body announced another checksum
    public Checksum finish() throws StoreException {
        if (takenBytes != body.sizeBytes()) {
            throw failure(FailureCode.SHORT_READ,
                    "the body ended after " + takenBytes + " of its announced " + body.sizeBytes() + " bytes");
        }
        Checksum computed = digest.finish();
        Optional<Checksum> expected = body.checksum();
        if (expected.isPresent()) {
            compare(expected.get(), announced == null ? computed : announced.finish());
        }
        return computed;
    }

    private void compare(Checksum expected, Checksum computed) throws StoreException {
        if (!expected.equals(computed)) {
            throw failure(FailureCode.CHECKSUM_MISMATCH, "announced as " + expected + ", came as " + computed);
        }
    }

    private static @Nullable Digest announcedDigest(Optional<Checksum> checksum, Algorithm algorithm) {
        if (checksum.isEmpty() || checksum.get().algorithm() == algorithm) {
            return null;
        }
        return checksum.get().algorithm().digest();
    }

    private StoreException failure(FailureCode code, String message) {
        return new StoreException(Failure.of(code, operation, where, message));
    }

    @Override
    public String toString() {
        return algorithm + " over " + takenBytes + " of " + body.sizeBytes() + " bytes";
    }
}
