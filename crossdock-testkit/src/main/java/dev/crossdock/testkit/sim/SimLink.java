package dev.crossdock.testkit.sim;

import java.time.Duration;

/// What one connection goes through. Counts of bytes are from its start; [#NEVER] means that it does not happen.
///
/// @param admission what becomes of the attempt to connect
/// @param latencyMin shortest time that bytes are under way
/// @param latencyMax longest time that bytes are under way
/// @param resetAfterSent bytes from the client after which the connection is reset
/// @param resetAfterReceived bytes to the client after which the connection is reset
/// @param silentAfterReceived bytes to the client after which nothing arrives any more, not even the end
/// @param dripBytes most bytes to the client that arrive at once
/// @param dripEvery time between two arrivals at the client
public record SimLink(Admission admission, Duration latencyMin, Duration latencyMax, long resetAfterSent,
        long resetAfterReceived, long silentAfterReceived, int dripBytes, Duration dripEvery) {

    /// What does not happen.
    public static final long NEVER = Long.MAX_VALUE;

    /// A connection that works.
    public static final SimLink CLEAN = new SimLink(Admission.ACCEPTED, Duration.ofNanos(50_000), Duration.ofMillis(2),
            NEVER, NEVER, NEVER, Integer.MAX_VALUE, Duration.ZERO);

    /// What becomes of an attempt to connect.
    public enum Admission {
        /// It succeeds.
        ACCEPTED,
        /// It is refused at once.
        REFUSED,
        /// Nothing answers.
        IGNORED
    }

    /// Checks the latency.
    public SimLink {
        if (latencyMin.isNegative() || latencyMax.compareTo(latencyMin) < 0 || dripBytes < 1) {
            throw new IllegalArgumentException("latency " + latencyMin + " to " + latencyMax + ", drip " + dripBytes);
        }
    }

    /// The port refuses.
    public static SimLink refused() {
        return CLEAN.admitted(Admission.REFUSED);
    }

    /// Packets vanish.
    public static SimLink ignored() {
        return CLEAN.admitted(Admission.IGNORED);
    }

    private SimLink admitted(Admission other) {
        return new SimLink(other, latencyMin, latencyMax, resetAfterSent, resetAfterReceived, silentAfterReceived,
                dripBytes, dripEvery);
    }

    /// The same with another latency.
    public SimLink withLatency(Duration min, Duration max) {
        return new SimLink(admission, min, max, resetAfterSent, resetAfterReceived, silentAfterReceived, dripBytes,
                dripEvery);
    }

    /// The same, reset once the client has sent `bytes`.
    public SimLink withResetAfterSent(long bytes) {
        return new SimLink(admission, latencyMin, latencyMax, bytes, resetAfterReceived, silentAfterReceived, dripBytes,
                dripEvery);
    }

    /// The same, reset once the server has sent `bytes`.
    public SimLink withResetAfterReceived(long bytes) {
        return new SimLink(admission, latencyMin, latencyMax, resetAfterSent, bytes, silentAfterReceived, dripBytes,
                dripEvery);
    }

    /// The same, dead once the server has sent `bytes`: nothing more arrives and nobody says why.
    public SimLink withSilenceAfterReceived(long bytes) {
        return new SimLink(admission, latencyMin, latencyMax, resetAfterSent, resetAfterReceived, bytes, dripBytes,
                dripEvery);
    }

    /// The same, with the server's bytes arriving `bytes` at a time.
    public SimLink withDrip(int bytes, Duration every) {
        return new SimLink(admission, latencyMin, latencyMax, resetAfterSent, resetAfterReceived, silentAfterReceived,
                bytes, every);
    }
}
