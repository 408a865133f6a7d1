package dev.crossdock.wire;

import java.io.IOException;

/// An exchange failed below the meaning of requests and responses.
public final class WireException extends IOException {

    private static final long serialVersionUID = 1L;

    /// What kind of failure.
    public enum Kind {
        /// The host name has no address.
        HOST_UNKNOWN,
        /// No connection could be made.
        CONNECT,
        /// The certificate is not trusted, has expired, or is for another host.
        TLS_UNTRUSTED,
        /// The connection was reset or closed before the response was complete; for a body see TRUNCATED.
        LOST,
        /// A body ended before its announced length.
        TRUNCATED,
        /// No byte, or too few, within a limit.
        STALLED,
        /// The response is not HTTP/1.1, or contradicts itself.
        PROTOCOL,
        /// The response is beyond a limit.
        LIMIT
    }

    private final Kind kind;

    /// @param kind of failure
    /// @param message what happened, with the origin and the limit or value that matters
    public WireException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /// @param kind of failure
    /// @param message what happened, with the origin and the limit or value that matters
    /// @param cause what it came from
    public WireException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /// What kind of failure.
    public Kind kind() {
        return kind;
    }
}
