package dev.crossdock.testkit.store;

import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.StoreException;
import java.nio.ByteBuffer;

/// A reader that does not keep its promises.
final class FaultyReader implements ObjectReader {

    private final ObjectReader truth;
    private final Fault fault;
    private final String where;
    private long position;
    private long extraBytes;

    FaultyReader(ObjectReader truth, Fault fault, String where) {
        this.truth = truth;
        this.fault = fault;
        this.where = where;
        this.extraBytes = fault.effect() instanceof Effect.Extend extend ? extend.extraBytes() : 0;
    }

    @Override
    public ObjectStat stat() {
        return truth.stat();
    }

    @Override
    public long lengthBytes() {
        return truth.lengthBytes();
    }

    @Override
    public int read(ByteBuffer into) throws StoreException {
        return switch (fault.effect()) {
            case Effect.Cut cut -> upTo(cut.sizeBytes(), into);
            case Effect.Break broken -> {
                int count = upTo(broken.sizeBytes(), into);
                if (count < 0 && position == broken.sizeBytes()) {
                    throw Faults.failure(broken.code(), StoreCall.READ, where, "planted after " + position + " bytes");
                }
                yield count;
            }
            case Effect.Flip flip -> flipped(flip.index(), into);
            default -> extended(into);
        };
    }

    private int upTo(long sizeBytes, ByteBuffer into) throws StoreException {
        if (position >= sizeBytes) {
            fault.happened();
            return -1;
        }
        int limit = into.limit();
        into.limit(into.position() + (int) Math.min(into.remaining(), sizeBytes - position));
        int count = truth.read(into);
        into.limit(limit);
        position += Math.max(count, 0);
        return count;
    }

    private int flipped(long index, ByteBuffer into) throws StoreException {
        int begin = into.position();
        int count = truth.read(into);
        if (count > 0 && index >= position && index < position + count) {
            int at = begin + (int) (index - position);
            into.put(at, (byte) (into.get(at) ^ 1));
            fault.happened();
        }
        position += Math.max(count, 0);
        return count;
    }

    private int extended(ByteBuffer into) throws StoreException {
        int count = truth.read(into);
        if (count >= 0 || extraBytes == 0) {
            return count;
        }
        int extra = (int) Math.min(into.remaining(), extraBytes);
        into.put(new byte[extra]);
        extraBytes -= extra;
        fault.happened();
        return extra;
    }

    @Override
    public void close() {
        truth.close();
    }
}
