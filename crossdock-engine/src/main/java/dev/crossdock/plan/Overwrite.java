package dev.crossdock.plan;

/// What may happen to an object that is at the target already.
public enum Overwrite {
    /// It is replaced unless it is shown to be the same.
    DIFFERENT,
    /// It stays, whatever it is.
    NEVER,
    /// It is replaced if the source was modified later and it is not shown to be the same.
    NEWER,
    /// It is replaced without a look whether it is the same.
    ALWAYS
}
