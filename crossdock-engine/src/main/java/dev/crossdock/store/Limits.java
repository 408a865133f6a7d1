package dev.crossdock.store;

import dev.crossdock.env.Env;
import java.util.OptionalLong;

/// Caps that people set on what is asked of services: all stores that are given the same limits share them. They can
/// be changed at any time, from any task, and take effect within a second, for what is waiting as well.
///
/// In any span of time no more is begun than the cap allows for that span, a tenth of a second, and for bytes 64 KiB;
/// bytes that are read are counted when they have come, so each open reader may be ahead by one piece.
public final class Limits {

    private static final int LEAST_BYTES_AT_ONCE = 64 * 1024;

    private final RateCap bytes;
    private final RateCap requests;

    /// No caps.
    public Limits(Env env) {
        this.bytes = new RateCap(env, LEAST_BYTES_AT_ONCE);
        this.requests = new RateCap(env, 1);
    }

    /// Puts others in place of the present caps.
    public void change(Caps caps) {
        bytes.change(caps.bytesPerSecond().orElse(0));
        requests.change(caps.requestsPerSecond().orElse(0));
    }

    /// The present caps.
    public Caps caps() {
        return new Caps(cap(bytes), cap(requests));
    }

    private static OptionalLong cap(RateCap cap) {
        long perSecond = cap.perSecond();
        return perSecond == 0 ? OptionalLong.empty() : OptionalLong.of(perSecond);
    }

    /// Waits for the turn of requests.
    void requests(long count) {
        if (requests.perSecond() != 0) {
            requests.take(count);
        }
    }

    /// Waits for the turn of bytes of bodies.
    void bytes(long count) {
        if (count > 0 && bytes.perSecond() != 0) {
            bytes.take(count);
        }
    }

    /// How many bytes to read at once, so that they come evenly and not in heaps.
    int piece(int wanted) {
        long perSecond = bytes.perSecond();
        return perSecond == 0 ? wanted : (int) Math.min(wanted, Math.max(LEAST_BYTES_AT_ONCE, perSecond / 20));
    }
}
