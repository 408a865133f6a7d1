package dev.crossdock.store;

/// What must be at a key for a write or delete to happen.
public sealed interface Precondition {

    /// Nothing is there.
    record Absent() implements Precondition {}

    /// The object there has this version.
    ///
    /// @param version as a listing or stat showed it
    record Version(String version) implements Precondition {}

    /// Whatever is there.
    record None() implements Precondition {}
}
