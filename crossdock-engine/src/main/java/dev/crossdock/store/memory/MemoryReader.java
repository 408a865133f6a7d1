package dev.crossdock.store.memory;

import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.ObjectReader;
import java.nio.ByteBuffer;

final class MemoryReader implements ObjectReader {

    private final ObjectStat stat;
    private final ByteBuffer bytes;
    private final long lengthBytes;

    /// @param bytes from position to limit
    MemoryReader(ObjectStat stat, ByteBuffer bytes) {
        this.stat = stat;
        this.bytes = bytes;
        this.lengthBytes = bytes.remaining();
    }

    @Override
    public ObjectStat stat() {
        return stat;
    }

    @Override
    public long lengthBytes() {
        return lengthBytes;
    }

    @Override
    public int read(ByteBuffer into) {
        if (!bytes.hasRemaining()) {
            return -1;
        }
        int count = Math.min(into.remaining(), bytes.remaining());
        into.put(bytes.slice(bytes.position(), count));
        bytes.position(bytes.position() + count);
        return count;
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
