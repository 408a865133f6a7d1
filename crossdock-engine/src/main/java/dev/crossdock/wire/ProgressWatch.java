package dev.crossdock.wire;

/// The least rate of a body. Only time spent waiting for the network counts: a slow caller is no slow peer.
final class ProgressWatch {

    private final long windowNanos;
    private final double bytesPerNano;
    private long waitedNanos;
    private long bytes;

    ProgressWatch(HttpLimits limits) {
        windowNanos = limits.progressWindow().toNanos();
        bytesPerNano = limits.progressBytesPerSecond() / 1e9;
    }

    void restart() {
        waitedNanos = 0;
        bytes = 0;
    }

    void add(long moreBytes, long nanos) {
        bytes += moreBytes;
        waitedNanos += nanos;
    }

    /// To be asked before each further wait, so that a body that has ended is never too slow.
    boolean tooSlow() {
        if (waitedNanos < windowNanos) {
            return false;
        }
        boolean slow = bytes < waitedNanos * bytesPerNano;
        restart();
        return slow;
    }
}
