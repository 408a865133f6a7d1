package dev.crossdock.wire;

import dev.crossdock.env.Clock;
import dev.crossdock.wire.WireException.Kind;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Gathers the bytes of one head after another. Belongs to one connection.
final class HeadReader {

    /// How much is looked at in one go: most heads are shorter, and what follows is body.
    private static final int STEP_BYTES = 1024;

    private final Clock clock;
    private final HttpLimits limits;
    private final String peer;
    private final long idleNanos;
    private byte[] head = new byte[STEP_BYTES];

    HeadReader(Clock clock, HttpLimits limits, String peer) {
        this.clock = clock;
        this.limits = limits;
        this.peer = peer;
        idleNanos = limits.idle().toNanos();
    }

    ResponseHead read(HttpConnection connection) throws WireException {
        if (!connection.arrived().hasRemaining()) {
            connection.fillHead(idleNanos);
        }
        long deadline = 0;
        int length = 0;
        while (true) {
            ByteBuffer buffer = connection.arrived();
            int count = Math.min(buffer.remaining(), STEP_BYTES);
            if (head.length - length < count) {
                head = Arrays.copyOf(head, Math.max(head.length * 2, length + count));
            }
            buffer.get(buffer.position(), head, length, count);
            int end = HeadSyntax.end(head, length, length + count);
            int taken = end < 0 ? count : end - length;
            buffer.position(buffer.position() + taken);
            length += taken;
            check(length);
            if (end >= 0) {
                return ResponseHead.parse(Arrays.copyOf(head, length), limits, peer);
            }
            if (!buffer.hasRemaining()) {
                long now = clock.nanos();
                deadline = deadline == 0 ? now + idleNanos : deadline;
                connection.fillHead(Math.max(deadline - now, 1));
            }
        }
    }

    private void check(int headBytes) throws WireException {
        if (!HeadSyntax.plausible(head, headBytes)) {
            throw new WireException(Kind.PROTOCOL, "what " + peer + " sends is not HTTP/1.1");
        }
        if (headBytes > limits.headBytes()) {
            throw new WireException(Kind.LIMIT,
                    "the response of " + peer + " has a head of more than " + limits.headBytes() + " bytes");
        }
    }
}
