package dev.crossdock.testkit.sim;

/// What survives a crash, of the changes that nobody forced.
public enum CrashMode {
    /// Nothing: the power failed before the kernel wrote anything.
    NONE,
    /// Everything: only the process died (kill -9).
    ALL,
    /// The changes up to a random one, in the order in which they were made; that one perhaps in part.
    PREFIX,
    /// Any of them, each perhaps in part, whatever their order.
    SUBSET
}
