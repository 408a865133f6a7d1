package dev.crossdock.s3;

import dev.crossdock.store.Body;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.wire.HttpBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A store's body as a request's.
final class SentBody implements HttpBody {

    /// The source of the body failed, not the exchange.
    static final class SourceFailed extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient StoreException failure;

        SourceFailed(StoreException failure) {
            super(failure);
            this.failure = failure;
        }

        StoreException failure() {
            return failure;
        }
    }

    /// Makes a failure of the write that the body is for.
    interface Failing {

        StoreException failure(FailureCode code, String message);
    }

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Body body;
    private final Optional<ByteBuffer> whole;
    private final Failing failing;
    private boolean begun;
    private long given;
    private boolean ended;
    private ByteBuffer last = NOTHING;

    SentBody(Body body, Failing failing) {
        this.body = body;
        this.failing = failing;
        this.whole = body.whole();
    }

    @Override
    public long lengthBytes() {
        return body.sizeBytes();
    }

    @Override
    public ByteBuffer next() throws IOException {
        boolean first = !begun;
        begun = true;
        if (whole.isPresent()) {
            return first ? whole.get().duplicate() : NOTHING;
        }
        if (ended) {
            return NOTHING;
        }
        try {
            return counted(body.next());
        } catch (StoreException e) {
            throw new SourceFailed(e);
        }
    }

    /// A body is not trusted to have its announced size. If bytes are missing, the service would wait for them; if
    /// there are more, it would take the first of them for a whole object. So the last announced byte is held back
    /// until the body has ended.
    private ByteBuffer counted(ByteBuffer next) throws StoreException {
        given += next.remaining();
        if (given > body.sizeBytes()) {
            throw failing.failure(FailureCode.LONG_READ,
                    "the body goes on after its announced " + body.sizeBytes() + " bytes");
        }
        if (given < body.sizeBytes()) {
            if (!next.hasRemaining()) {
                throw failing.failure(FailureCode.SHORT_READ,
                        "the body ended after " + given + " of its announced " + body.sizeBytes() + " bytes");
            }
            return next;
        }
        if (!next.hasRemaining()) {
            ended = true;
            return last;
        }
        last = ByteBuffer.wrap(new byte[]{next.get(next.limit() - 1)});
        ByteBuffer most = next.duplicate().limit(next.limit() - 1);
        return most.hasRemaining() ? most : counted(body.next());
    }

    @Override
    public boolean rewind() {
        if (whole.isEmpty()) {
            return !begun;
        }
        begun = false;
        return true;
    }
}
