package dev.crossdock.plan;

/// What is taken as evidence that two objects are the same. Size and time are no proof, and only count where they are
/// asked for.
public enum Comparison {
    /// The baseline, comparable ETags or checksums.
    CHECKSUM,
    /// Also equal sizes.
    SIZE,
    /// Also equal sizes and times of last modification, to the second.
    SIZE_AND_TIME
}
