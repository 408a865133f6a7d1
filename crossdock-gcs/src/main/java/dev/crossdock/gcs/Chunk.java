package dev.crossdock.gcs;

import dev.crossdock.object.Checksum;
import dev.crossdock.store.BodyProof;
import dev.crossdock.store.StoreException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The piece of a streamed body that is being sent, kept until the service has said that it has it: a stream cannot be
/// read again. The last piece is only complete when the body has ended as announced.
final class Chunk {

    /// Large enough that round trips do not count, small enough that many uploads fit the heap. A multiple of 256 KiB,
    /// as the service wants all pieces but the last to be.
    static final int BYTES_MAX = 2 << 20;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final BodyProof proof;
    private final long sizeBytes;
    private final ByteBuffer bytes;
    private ByteBuffer rest = NOTHING;
    private long offset;
    private int length;
    private @Nullable Checksum checksum;

    /// @param sizeBytes of the whole body
    Chunk(BodyProof proof, long sizeBytes) {
        this.proof = proof;
        this.sizeBytes = sizeBytes;
        this.bytes = ByteBuffer.allocate((int) Math.min(BYTES_MAX, sizeBytes));
    }

    /// Takes the next piece from the body, in place of the present one.
    ///
    /// @return whether it is the last one: then the body has ended and is what was announced
    /// @throws StoreException of the body's source; SHORT_READ, LONG_READ or CHECKSUM_MISMATCH if it is not
    boolean fill() throws StoreException {
        offset += length;
        bytes.clear();
        while (bytes.hasRemaining() || offset + bytes.position() == sizeBytes) {
            if (!rest.hasRemaining()) {
                rest = proof.next();
            }
            if (!rest.hasRemaining()) {
                checksum = proof.finish();
                length = bytes.position();
                return true;
            }
            move();
        }
        length = bytes.position();
        return false;
    }

    private void move() {
        int count = Math.min(rest.remaining(), bytes.remaining());
        bytes.put(rest.duplicate().limit(rest.position() + count));
        rest.position(rest.position() + count);
    }

    /// Where in the body it begins.
    long offset() {
        return offset;
    }

    /// Where in the body it ends.
    long end() {
        return offset + length;
    }

    /// All of it.
    ByteBuffer bytes() {
        return bytes.duplicate().position(0).limit(length);
    }

    /// What is left of it from a place in the body on.
    ByteBuffer from(long place) {
        return bytes().position((int) (place - offset));
    }

    /// The digest of the whole body, which is known with its last piece.
    Checksum checksum() {
        if (checksum == null) {
            throw new IllegalStateException("the body goes on after " + end() + " bytes");
        }
        return checksum;
    }

    /// Whether the body has ended.
    boolean last() {
        return checksum != null;
    }
}
