package dev.crossdock.env;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// An open file of the machine.
///
/// A file channel closes itself when its thread is interrupted. [Cancellation] never interrupts a task here, so a
/// cancelled task completes its write and the file stays open for others. Only a thread that [ThreadTasks] did not
/// start can be interrupted in the middle, from outside the product: the file is then closed, the last write may be
/// there in part, and every later operation fails. To a journal that is the same as a crash.
final class ChannelFile implements DiskFile {

    private static final String FILE = "a file";

    private final Path path;
    private final FileChannel channel;
    private final Object identity;
    private volatile boolean forceFailed;

    /// @param identity equal for all openings of the same file, as [LockedFiles] wants it
    ChannelFile(Path path, FileChannel channel, Object identity) {
        this.path = path;
        this.channel = channel;
        this.identity = identity;
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        try {
            return channel.read(into, position);
        } catch (ClosedByInterruptException interrupted) {
            throw Cancellation.cutShort(FILE);
        }
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
        long at = position;
        try {
            while (from.hasRemaining()) {
                at += channel.write(from, at);
            }
        } catch (ClosedByInterruptException interrupted) {
            throw Cancellation.cutShort(FILE);
        }
    }

    @Override
    public long sizeBytes() throws IOException {
        return channel.size();
    }

    @Override
    public void truncate(long sizeBytes) throws IOException {
        try {
            channel.truncate(sizeBytes);
        } catch (ClosedByInterruptException interrupted) {
            throw Cancellation.cutShort(FILE);
        }
    }

    @Override
    public void force() throws IOException {
        if (forceFailed) {
            throw new IOException("an earlier force of " + path + " failed: what it holds on disk is unknown");
        }
        boolean durable = false;
        try {
            channel.force(true);
            durable = true;
        } catch (ClosedByInterruptException interrupted) {
            throw Cancellation.cutShort(FILE);
        } finally {
            if (!durable) {
                forceFailed = true;
            }
        }
    }

    @Override
    public boolean tryLock() throws IOException {
        return LockedFiles.OF_PROCESS.tryLock(identity, channel);
    }

    @Override
    public void close() throws IOException {
        LockedFiles.OF_PROCESS.close(identity, channel);
    }
}
