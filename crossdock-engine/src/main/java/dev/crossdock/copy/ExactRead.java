package dev.crossdock.copy;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Checksum;
import dev.crossdock.object.Digest;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import java.nio.ByteBuffer;

/// Checks that a reader gave the bytes that were asked for, neither fewer nor more. Readers see to that themselves, but
/// where the source keeps nothing to compare with, nobody else would notice one that does not.
final class ExactRead {

    private ExactRead() {}

    /// Ends a read into `buffer`, and leaves it ready to be read.
    ///
    /// @param buffer that the reader should have filled to its limit
    /// @param place of the object, for the failure
    /// @throws StoreException SHORT_READ if there is room left, LONG_READ if there are more bytes; else as the reader
    ///     throws
    static void end(ByteBuffer buffer, ObjectReader reader, String place) throws StoreException {
        if (buffer.hasRemaining()) {
            throw failure(FailureCode.SHORT_READ, place,
                    "ended after " + buffer.position() + " of " + buffer.limit() + " bytes");
        }
        if (reader.read(ByteBuffer.allocate(1)) >= 0) {
            throw failure(FailureCode.LONG_READ, place, "goes on after " + buffer.limit() + " bytes");
        }
        buffer.flip();
    }

    /// Digests all bytes of a reader.
    ///
    /// @param sizeBytes how many there should be
    /// @param buffer with room for at least one byte, used over and over
    /// @throws StoreException SHORT_READ or LONG_READ if there are not as many; else as the reader throws
    static Checksum digest(ObjectReader reader, long sizeBytes, ByteBuffer buffer, Algorithm algorithm, String place)
            throws StoreException {
        Digest digest = algorithm.digest();
        long got = 0;
        while (reader.read(buffer.clear()) >= 0) {
            got += buffer.position();
            digest.update(buffer.flip());
        }
        if (got != sizeBytes) {
            throw failure(got < sizeBytes ? FailureCode.SHORT_READ : FailureCode.LONG_READ, place,
                    "has " + got + " instead of " + sizeBytes + " bytes");
        }
        return digest.finish();
    }

    private static StoreException failure(FailureCode code, String place, String message) {
        return new StoreException(Failure.of(code, Operation.READ, place, message));
    }
}
