package dev.crossdock.env;

import java.io.IOException;
import java.nio.ByteBuffer;

/// An open file. Positions are bytes from its start.
public interface DiskFile extends AutoCloseable {

    /// Reads at least one byte into `into`, which has room.
    ///
    /// @return bytes read, or -1 at or beyond the end
    int read(ByteBuffer into, long position) throws IOException;

    /// Writes all remaining bytes of `from` at `position`. After a failure a part of them may be there.
    void write(ByteBuffer from, long position) throws IOException;

    /// Present size, in bytes.
    long sizeBytes() throws IOException;

    /// Cuts the file to `sizeBytes`, which is not above its size.
    void truncate(long sizeBytes) throws IOException;

    /// Makes contents and size durable. After a failure the file's contents are unknown and it must not be forced
    /// again: the kernel may have dropped the pages and marked them clean.
    void force() throws IOException;

    /// Takes the file's exclusive lock, which is held until this opening is closed or the process ends. Other openings
    /// of the file in this process may come and go.
    ///
    /// @return false if another process, or an opening in this one, holds it
    boolean tryLock() throws IOException;

    @Override
    void close() throws IOException;
}
