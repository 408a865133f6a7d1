package dev.crossdock.wire;

import java.time.Duration;

/// What a client puts up with.
///
/// @param connect for name resolution, connection and TLS handshake together
/// @param idle longest wait for one byte, either way
/// @param progressBytesPerSecond least rate of a body either way, averaged over [#progressWindow]; time that the
///     caller itself takes does not count
/// @param progressWindow over which the rate is looked at
/// @param headBytes longest head of a response
/// @param headerCount most headers of a response
/// @param connectionsIdle most idle connections kept
/// @param idleKept longest time that an idle connection is kept
/// @param expectContinueBytes bodies of at least this size wait for 100-continue for one second before they are sent
public record HttpLimits(Duration connect, Duration idle, long progressBytesPerSecond, Duration progressWindow,
        int headBytes, int headerCount, int connectionsIdle, Duration idleKept, long expectContinueBytes) {

    /// What suits object stores.
    public static final HttpLimits DEFAULT = new HttpLimits(Duration.ofSeconds(10), Duration.ofSeconds(30), 1024,
            Duration.ofSeconds(30), 64 * 1024, 256, 256, Duration.ofSeconds(20), 2 << 20);
}
