package dev.crossdock.wire;

import dev.crossdock.env.Connection;
import dev.crossdock.env.Env;
import dev.crossdock.env.Net;
import dev.crossdock.env.StalledException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// A network on which every connection receives the next of the given answers, in the given pieces, and then ends.
final class CannedNet implements Net {

    private final Deque<CannedConnection> answers = new ArrayDeque<>();
    private int open;

    /// @param bytes what the next connection receives
    /// @param cuts the most bytes of each read in turn; the last one stays
    CannedNet answer(byte[] bytes, int... cuts) {
        answers.add(new CannedConnection(bytes, cuts));
        return this;
    }

    /// Connections that were not closed.
    int open() {
        return open;
    }

    HttpClient client(HttpLimits limits) {
        Env real = Env.production();
        return new HttpClient(new Env(real.clock(), real.entropy(), real.tasks(), this, real.disk()),
                new Origin(false, "canned", 80), limits, TlsTrust.system(), Optional.empty());
    }

    @Override
    public Connection connect(String host, int port, long timeoutNanos) {
        open++;
        return answers.remove();
    }

    private final class CannedConnection implements Connection {

        private final ByteBuffer bytes;
        private final int[] cuts;
        private int reads;
        private boolean closed;

        CannedConnection(byte[] bytes, int[] cuts) {
            this.bytes = ByteBuffer.wrap(bytes);
            this.cuts = cuts;
        }

        @Override
        public int read(ByteBuffer into, long timeoutNanos) throws IOException {
            if (timeoutNanos <= 0) {
                throw new StalledException("no time");
            }
            if (closed || !into.hasRemaining()) {
                throw new IllegalStateException(closed ? "closed" : "no room");
            }
            if (!bytes.hasRemaining()) {
                return -1;
            }
            int cut = cuts.length == 0 ? Integer.MAX_VALUE : cuts[Math.min(reads++, cuts.length - 1)];
            int count = Math.min(cut, Math.min(bytes.remaining(), into.remaining()));
            into.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
            return count;
        }

        @Override
        public void write(ByteBuffer[] from, long timeoutNanos) {
            for (ByteBuffer buffer : from) {
                buffer.position(buffer.limit());
            }
        }

        @Override
        public boolean stale() {
            return !bytes.hasRemaining();
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open--;
            }
        }
    }
}
