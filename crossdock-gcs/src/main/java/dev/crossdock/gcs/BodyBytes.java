package dev.crossdock.gcs;

import dev.crossdock.wire.HttpResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A short body, read whole.
final class BodyBytes {

    static final BodyBytes NONE = new BodyBytes(new byte[0], 0, false);

    private final byte[] array;
    private final int length;
    private final boolean cut;

    private BodyBytes(byte[] array, int length, boolean cut) {
        this.array = array;
        this.length = length;
        this.cut = cut;
    }

    /// Reads to the end, or until there is more than `limit`.
    static BodyBytes read(HttpResponse response, int limit) throws IOException {
        long announced = response.lengthBytes().orElse(16 * 1024);
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(limit, Math.max(announced, 0)) + 1);
        while (response.read(buffer) >= 0) {
            if (buffer.position() > limit) {
                return new BodyBytes(buffer.array(), limit, true);
            }
            if (!buffer.hasRemaining()) {
                int size = (int) Math.min(2L * buffer.capacity(), limit + 1L);
                buffer = ByteBuffer.allocate(size).put(buffer.flip());
            }
        }
        return new BodyBytes(buffer.array(), buffer.position(), false);
    }

    /// Holds the body from its start; not a copy.
    byte[] array() {
        return array;
    }

    /// How much of the array it is.
    int length() {
        return length;
    }

    /// Whether there was more than the limit.
    boolean cut() {
        return cut;
    }

    /// Whether there is nothing but blanks.
    boolean blank() {
        for (int i = 0; i < length; i++) {
            if (array[i] > ' ' || array[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /// Whether it begins like a page for people: a portal or proxy answered, not a store.
    boolean html() {
        int at = 0;
        while (at < length && array[at] >= 0 && array[at] <= ' ') {
            at++;
        }
        return begins("<!doctype html", at) || begins("<html", at);
    }

    /// The first kilobyte as people may see it.
    String excerpt() {
        return Redaction.clean(new String(array, 0, Math.min(length, 1024), StandardCharsets.UTF_8), 1024);
    }

    private boolean begins(String text, int at) {
        if (at + text.length() > length) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            int each = array[at + i];
            if ((each >= 'A' && each <= 'Z' ? each + 32 : each) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
