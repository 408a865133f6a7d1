package dev.crossdock.env;

import java.io.IOException;

/// A wait on the network lasted longer than was allowed.
public final class StalledException extends IOException {

    private static final long serialVersionUID = 1L;

    /// @param what what did not happen in time, with the limit
    public StalledException(String what) {
        super(what);
    }
}
