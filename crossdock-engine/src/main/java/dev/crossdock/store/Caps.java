package dev.crossdock.store;

import java.util.OptionalLong;

/// How much may be asked of the services, in any direction and of all objects together.
///
/// @param bytesPerSecond most bytes of bodies, read and written added up, at least 1; empty for no cap
/// @param requestsPerSecond most requests, at least 1; empty for no cap
public record Caps(OptionalLong bytesPerSecond, OptionalLong requestsPerSecond) {

    /// No cap at all.
    public static final Caps NONE = new Caps(OptionalLong.empty(), OptionalLong.empty());

    /// Checks that nothing comes to a stand.
    public Caps {
        check("bytes", bytesPerSecond);
        check("requests", requestsPerSecond);
    }

    private static void check(String what, OptionalLong cap) {
        if (cap.isPresent() && cap.getAsLong() < 1) {
            throw new IllegalArgumentException(cap.getAsLong() + " " + what + " per second");
        }
    }
}
