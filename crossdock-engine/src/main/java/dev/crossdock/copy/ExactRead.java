package dev.crossdock.copy;

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

    private static StoreException failure(FailureCode code, String place, String message) {
        return new StoreException(Failure.of(code, Operation.READ, place, message));
    }
}
