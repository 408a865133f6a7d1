package dev.crossdock.env;

import java.io.IOException;

/// Outgoing byte streams, below TLS and HTTP.
public interface Net {

    /// Connects to `host` (a name, or an address without brackets), trying its addresses in turn.
    ///
    /// @param timeoutNanos for name resolution and all addresses together
    /// @throws StalledException if the time is up
    /// @throws java.net.UnknownHostException if the name has no address
    /// @throws IOException if every address refused
    Connection connect(String host, int port, long timeoutNanos) throws IOException;
}
