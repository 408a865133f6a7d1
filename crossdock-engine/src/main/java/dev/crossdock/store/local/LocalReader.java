package dev.crossdock.store.local;

import dev.crossdock.env.Disk;
import dev.crossdock.env.DiskFile;
import dev.crossdock.env.FileFacts;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/// Reads a file by position, and looks at it again before it hands over the last bytes: a file that was replaced or
/// written to meanwhile never yields a whole object.
final class LocalReader implements ObjectReader {

    private final Disk disk;
    private final Path path;
    private final String where;
    private final DiskFile file;
    private final ObjectStat stat;
    private final long end;
    private final long begin;
    private long position;
    private boolean compared;
    private boolean closed;

    /// @param begin of the bytes to read
    /// @param end after the last one
    LocalReader(Disk disk, Path path, String where, DiskFile file, ObjectStat stat, long begin, long end) {
        this.disk = disk;
        this.path = path;
        this.where = where;
        this.file = file;
        this.stat = stat;
        this.begin = begin;
        this.position = begin;
        this.end = end;
    }

    @Override
    public ObjectStat stat() {
        return stat;
    }

    @Override
    public long lengthBytes() {
        return end - begin;
    }

    @Override
    public int read(ByteBuffer into) throws StoreException {
        try {
            if (position == end) {
                compareOnce();
                return -1;
            }
            int count = readSome(into);
            if (position == end) {
                compareOnce();
            }
            return count;
        } catch (IOException e) {
            throw LocalFailures.of(e, Operation.READ, where);
        }
    }

    private int readSome(ByteBuffer into) throws IOException, StoreException {
        int limit = into.limit();
        if (into.remaining() > end - position) {
            into.limit(into.position() + (int) (end - position));
        }
        int count;
        try {
            count = file.read(into, position);
        } finally {
            into.limit(limit);
        }
        if (count < 0) {
            throw failure(FailureCode.SHORT_READ,
                    "the file ended at " + position + ", had " + stat.sizeBytes() + " bytes");
        }
        position += count;
        return count;
    }

    private void compareOnce() throws StoreException, IOException {
        if (compared) {
            return;
        }
        Optional<FileFacts> now = disk.stat(path);
        if (now.isEmpty() || !now.get().version().equals(stat.version())) {
            throw changed(now);
        }
        compared = true;
    }

    private StoreException changed(Optional<FileFacts> now) throws IOException {
        if (file.sizeBytes() > stat.sizeBytes()) {
            return failure(FailureCode.LONG_READ,
                    "the file grew from " + stat.sizeBytes() + " bytes while it was read");
        }
        return failure(FailureCode.SOURCE_CHANGED, now.isEmpty()
                ? "the file was removed while it was read"
                : "the file was replaced or written to while it was read");
    }

    private StoreException failure(FailureCode code, String message) {
        return LocalFailures.of(code, Operation.READ, where, message);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            file.close();
        } catch (IOException e) {
            // Nothing was written, so nothing can be lost.
        }
    }
}
