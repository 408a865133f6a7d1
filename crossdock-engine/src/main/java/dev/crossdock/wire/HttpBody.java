package dev.crossdock.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/// The body of a request, of known length.
public interface HttpBody {

    /// Its length, in bytes.
    long lengthBytes();

    /// The next bytes, valid until the next call, or an empty buffer at the end.
    ///
    /// @throws IOException if the bytes cannot be had; the client closes the connection and passes it on unchanged
    ByteBuffer next() throws IOException;

    /// Goes back to the first byte, for a repeat on another connection.
    ///
    /// @return false if that is not possible, so that the request must not be repeated
    boolean rewind();
}
