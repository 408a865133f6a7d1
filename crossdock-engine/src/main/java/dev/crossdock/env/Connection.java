package dev.crossdock.env;

import java.io.IOException;
import java.nio.ByteBuffer;

/// One connected byte stream. One task reads and one writes at a time; anyone may close it.
/// After any exception the connection is of no further use, except to be closed.
public interface Connection extends AutoCloseable {

    /// Reads at least one byte into `into`, which has room.
    ///
    /// @param timeoutNanos the longest wait for the first byte; when not above zero, the time is up at once
    /// @return bytes read, or -1 when the peer has ended the stream
    /// @throws StalledException if the time is up
    /// @throws IOException if the stream was reset or closed
    int read(ByteBuffer into, long timeoutNanos) throws IOException;

    /// Writes all remaining bytes of `from`, in order.
    ///
    /// @param timeoutNanos the longest wait for the whole call; when not above zero, the time is up at once
    /// @throws StalledException if the time is up
    /// @throws IOException if the stream was reset or closed; how much was sent is unknown
    void write(ByteBuffer[] from, long timeoutNanos) throws IOException;

    /// Whether the peer has closed or reset the stream, or sent bytes nobody asked for, as far as can be seen without
    /// waiting: an idle connection of which this is true cannot carry another request. That it is false promises
    /// nothing: the peer may close at any moment, and one that was used within the last second may not be looked at.
    /// So a request on a reused connection that fails before the first byte of the reply must be tried again on a
    /// fresh one, if it may be repeated.
    boolean stale();

    /// Ends the stream. Idempotent, never throws.
    @Override
    void close();
}
