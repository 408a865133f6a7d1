package dev.crossdock.env;

/// A counter that bounds something: items or bytes in flight. Whoever waits first is served first, so a large
/// request is not starved by small ones.
public interface Permits {

    /// Takes `count` (at least 1) permits, waiting until that many are available.
    void acquire(long count);

    /// Takes `count` permits if that many are available now and nobody waits for any.
    boolean tryAcquire(long count);

    /// Gives `count` permits back; they need not have been taken before.
    void release(long count);
}
