package dev.crossdock.env;

import java.time.Instant;

/// Time, of both kinds. The wall clock signs requests and labels records; it never decides correctness.
public interface Clock {

    /// Wall time, which may jump in either direction.
    Instant now();

    /// Nanoseconds since an arbitrary origin; never goes backwards.
    long nanos();
}
