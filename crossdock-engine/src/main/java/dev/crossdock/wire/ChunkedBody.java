package dev.crossdock.wire;

import dev.crossdock.wire.WireException.Kind;
import java.nio.ByteBuffer;

/// A body in chunks (RFC 9112, section 7.1). Extensions and trailers are skipped, within limits.
final class ChunkedBody implements BodyReader {

    private static final int LINE_BYTES = 1024;
    private static final int SIZE_DIGITS = 15;

    /// What the next byte belongs to.
    private enum State {
        SIZE, EXTENSION, SIZE_END, DATA, DATA_CR, DATA_LF, TRAILER_START, TRAILER, TRAILER_LF, LAST_LF, DONE
    }

    private final HttpConnection connection;
    private final int trailerBytesMax;
    private State state = State.SIZE;
    private int digits;
    private int framingBytes;
    private long remaining;

    ChunkedBody(HttpConnection connection, int trailerBytesMax) {
        this.connection = connection;
        this.trailerBytesMax = trailerBytesMax;
    }

    @Override
    public int read(ByteBuffer into) throws WireException {
        while (!betweenFrames()) {
            if (!connection.fill()) {
                throw new WireException(Kind.TRUNCATED,
                        "the chunked body from " + connection.peer() + " ended without its last chunk");
            }
        }
        if (state == State.DONE) {
            return -1;
        }
        int count = connection.receive(into, remaining);
        if (count < 0) {
            throw new WireException(Kind.TRUNCATED,
                    "the chunked body from " + connection.peer() + " ended " + remaining
                            + " bytes before a chunk's end");
        }
        took(count);
        return count;
    }

    @Override
    public boolean skipArrived() throws WireException {
        while (betweenFrames()) {
            if (state == State.DONE) {
                return true;
            }
            long skipped = connection.skip(remaining);
            if (skipped == 0) {
                return false;
            }
            took(skipped);
        }
        return false;
    }

    private void took(long count) {
        remaining -= count;
        if (remaining == 0) {
            state = State.DATA_CR;
        }
    }

    /// Consumes framing that has arrived; true when data comes next, or nothing.
    private boolean betweenFrames() throws WireException {
        ByteBuffer arrived = connection.arrived();
        while (state != State.DATA && state != State.DONE) {
            if (!arrived.hasRemaining()) {
                return false;
            }
            accept(arrived.get());
        }
        return true;
    }

    private void accept(byte octet) throws WireException {
        count();
        state = switch (state) {
            case SIZE -> size(octet);
            case EXTENSION -> octet == '\r' ? State.SIZE_END : visible(octet, State.EXTENSION);
            case SIZE_END -> expect('\n', octet, sizeKnown());
            case DATA_CR -> expect('\r', octet, State.DATA_LF);
            case DATA_LF -> expect('\n', octet, nextChunk());
            case TRAILER_START -> octet == '\r' ? State.LAST_LF : visible(octet, State.TRAILER);
            case TRAILER -> octet == '\r' ? State.TRAILER_LF : visible(octet, State.TRAILER);
            case TRAILER_LF -> expect('\n', octet, State.TRAILER_START);
            case LAST_LF -> expect('\n', octet, State.DONE);
            case DATA, DONE -> throw new IllegalStateException("framing in state " + state);
        };
    }

    private void count() throws WireException {
        boolean trailers = inTrailers();
        int most = trailers ? trailerBytesMax : LINE_BYTES;
        if (++framingBytes > most) {
            throw new WireException(Kind.LIMIT, "the chunked body from " + connection.peer() + " has more than " + most
                    + " bytes of " + (trailers ? "trailers" : "chunk header"));
        }
    }

    private boolean inTrailers() {
        return switch (state) {
            case TRAILER_START, TRAILER, TRAILER_LF, LAST_LF, DONE -> true;
            case SIZE, EXTENSION, SIZE_END, DATA, DATA_CR, DATA_LF -> false;
        };
    }

    private State size(byte octet) throws WireException {
        int digit = Character.digit(octet, 16);
        if (digit >= 0) {
            if (++digits > SIZE_DIGITS) {
                throw wrong("a chunk of more than " + SIZE_DIGITS + " digits");
            }
            remaining = remaining * 16 + digit;
            return State.SIZE;
        }
        if (digits == 0) {
            throw wrong("a chunk without size");
        }
        return switch (octet) {
            case '\r' -> State.SIZE_END;
            case ';', ' ', '\t' -> State.EXTENSION;
            default -> throw wrong("a chunk size with an illegal character");
        };
    }

    private State sizeKnown() {
        return remaining == 0 ? State.TRAILER_START : State.DATA;
    }

    private State nextChunk() {
        digits = 0;
        framingBytes = 0;
        return State.SIZE;
    }

    private State visible(byte octet, State next) throws WireException {
        if (octet == '\n' || octet == 0) {
            throw wrong("a NUL or a bare LF in its framing");
        }
        return next;
    }

    private State expect(char expected, byte octet, State next) throws WireException {
        if (octet != expected) {
            throw wrong("a chunk that does not end where its size says");
        }
        return next;
    }

    private WireException wrong(String what) {
        return new WireException(Kind.PROTOCOL, "the chunked body from " + connection.peer() + " has " + what);
    }
}
