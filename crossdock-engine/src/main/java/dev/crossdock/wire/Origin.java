package dev.crossdock.wire;

/// The only place that a client talks to.
///
/// @param tls whether over TLS
/// @param host name or address, without brackets
/// @param port from 1 to 65535
public record Origin(boolean tls, String host, int port) {

    /// Checks the port and the host.
    public Origin {
        if (host.isEmpty() || port < 1 || port > 65535) {
            throw new IllegalArgumentException("origin " + host + ':' + port);
        }
    }

    /// The value of the Host header: without the port where it is the scheme's own.
    public String authority() {
        String name = host.indexOf(':') < 0 ? host : '[' + host + ']';
        return port == (tls ? 443 : 80) ? name : name + ':' + port;
    }

    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + authority();
    }
}
