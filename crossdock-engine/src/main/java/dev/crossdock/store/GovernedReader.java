package dev.crossdock.store;

import dev.crossdock.object.ObjectStat;
import java.nio.ByteBuffer;

/// A read is under way until its end was seen, it failed or it was closed.
final class GovernedReader implements ObjectReader {

    private final ObjectReader reader;
    private final Limits limits;
    private final Passage passage;

    GovernedReader(ObjectReader reader, Limits limits, Passage passage) {
        this.reader = reader;
        this.limits = limits;
        this.passage = passage;
    }

    @Override
    public ObjectStat stat() {
        return reader.stat();
    }

    @Override
    public long lengthBytes() {
        return reader.lengthBytes();
    }

    @Override
    public int read(ByteBuffer into) throws StoreException {
        boolean open = false;
        try {
            int count = piece(into);
            open = count >= 0;
            return count;
        } catch (StoreException e) {
            throw passage.failed(e);
        } finally {
            if (!open) {
                passage.leave();
            }
        }
    }

    private int piece(ByteBuffer into) throws StoreException {
        int limit = into.limit();
        into.limit(into.position() + limits.piece(into.remaining()));
        int count;
        try {
            count = reader.read(into);
        } finally {
            into.limit(limit);
        }
        if (count > 0) {
            passage.moved(count);
            limits.bytes(count);
        }
        return count;
    }

    @Override
    public void close() {
        reader.close();
        passage.leave();
    }
}
