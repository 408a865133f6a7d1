package dev.crossdock.wire;

import java.nio.ByteBuffer;

/// The body of one response, in one of the three ways that HTTP/1.1 frames it.
sealed interface BodyReader permits FixedBody, ChunkedBody, UntilCloseBody {

    /// Reads at least one byte into `into`, which has room, or returns -1 after the last one.
    int read(ByteBuffer into) throws WireException;

    /// Skips what is left if all of it has arrived.
    ///
    /// @return whether the body is at its end, with the connection just behind it
    boolean skipArrived() throws WireException;
}
