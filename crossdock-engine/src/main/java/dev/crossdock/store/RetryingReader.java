package dev.crossdock.store;

import dev.crossdock.object.ByteRange;
import dev.crossdock.object.ObjectStat;
import java.nio.ByteBuffer;

/// Goes on where a read broke off, at the same version: no byte is read twice, and none is of another version.
final class RetryingReader implements ObjectReader {

    private final ObjectStore store;
    private final String key;
    private final long offset;
    private final Repeater repeater;
    private final ObjectStat stat;
    private final long lengthBytes;
    private ObjectReader reader;
    private long got;
    private int failed;

    RetryingReader(ObjectStore store, String key, ReadOptions options, Repeater repeater, ObjectReader reader) {
        this.store = store;
        this.key = key;
        this.offset = options.range().map(ByteRange::offset).orElse(0L);
        this.repeater = repeater;
        this.reader = reader;
        this.stat = reader.stat();
        this.lengthBytes = reader.lengthBytes();
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
    public int read(ByteBuffer into) throws StoreException {
        while (true) {
            int start = into.position();
            try {
                int count = reader.read(into);
                got += Math.max(count, 0);
                return count;
            } catch (StoreException e) {
                // Bytes that came before the failure are taken as not come: only a count returned by read is sure.
                into.position(start);
                resume(e);
            }
        }
    }

    private void resume(StoreException e) throws StoreException {
        if (got == lengthBytes) {
            throw e;
        }
        failed++;
        repeater.pauseOrThrow(failed, e);
        reader.close();
        reader = repeater.call(() -> store.read(key,
                ReadOptions.pinned(stat.version(), new ByteRange(offset + got, lengthBytes - got))));
    }

    @Override
    public void close() {
        reader.close();
    }
}
