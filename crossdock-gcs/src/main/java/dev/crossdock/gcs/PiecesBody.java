package dev.crossdock.gcs;

import dev.crossdock.wire.HttpBody;
import java.nio.ByteBuffer;
import java.util.List;

/// A body that is in memory, in pieces.
final class PiecesBody implements HttpBody {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final List<ByteBuffer> pieces;
    private final long lengthBytes;
    private int next;

    /// @param pieces in order; their positions and limits are not moved
    PiecesBody(List<ByteBuffer> pieces) {
        this.pieces = List.copyOf(pieces);
        long length = 0;
        for (ByteBuffer each : pieces) {
            length += each.remaining();
        }
        this.lengthBytes = length;
    }

    @Override
    public long lengthBytes() {
        return lengthBytes;
    }

    @Override
    public ByteBuffer next() {
        while (next < pieces.size()) {
            ByteBuffer piece = pieces.get(next++);
            if (piece.hasRemaining()) {
                return piece.duplicate();
            }
        }
        return NOTHING;
    }

    @Override
    public boolean rewind() {
        next = 0;
        return true;
    }
}
