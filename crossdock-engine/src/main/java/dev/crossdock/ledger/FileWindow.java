package dev.crossdock.ledger;

import dev.crossdock.env.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// A part of a file, in memory: as large as what is asked for, or as one read.
final class FileWindow {

    private final DiskFile file;
    private final ByteBuffer transfer;
    private byte[] bytes;
    private long start;
    private int size;

    FileWindow(DiskFile file, int readBytes) {
        this.file = file;
        this.transfer = ByteBuffer.allocateDirect(readBytes);
        this.bytes = new byte[readBytes * 2];
    }

    /// Where the window's bytes are; see [#at].
    byte[] bytes() {
        return bytes;
    }

    /// The index of an offset of the file, which the window covers.
    int at(long offset) {
        return Math.toIntExact(offset - start);
    }

    /// Moves the window so that it covers these bytes; false if the file ends before.
    boolean have(long offset, int length) throws IOException {
        if (offset >= start && offset + length <= start + size) {
            return true;
        }
        moveTo(offset);
        if (bytes.length < length) {
            bytes = Arrays.copyOf(bytes, Math.max(length, bytes.length * 2));
        }
        while (size < length) {
            transfer.clear().limit(Math.min(transfer.capacity(), bytes.length - size));
            int count = file.read(transfer, start + size);
            if (count < 0) {
                return false;
            }
            transfer.flip().get(bytes, size, count);
            size += count;
        }
        return true;
    }

    /// Whether these four bytes, which the window covers, are at an offset.
    boolean startsWith(long offset, int value) {
        return FrameFormat.u32(bytes, at(offset)) == value;
    }

    /// Whether the file ends at an offset or before, now.
    boolean atEnd(long offset) throws IOException {
        return file.sizeBytes() <= offset;
    }

    /// Reads everything again when it is asked for: somebody may have written since.
    void forget() {
        size = 0;
    }

    private void moveTo(long offset) {
        long end = start + size;
        int kept = offset >= start && offset < end ? (int) (end - offset) : 0;
        if (kept > 0 && offset > start) {
            System.arraycopy(bytes, (int) (offset - start), bytes, 0, kept);
        }
        start = offset;
        size = kept;
    }
}
