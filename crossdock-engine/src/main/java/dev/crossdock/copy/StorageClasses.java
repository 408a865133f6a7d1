package dev.crossdock.copy;

/// Which storage class objects get at the target.
public enum StorageClasses {
    /// The one that the target is set up with.
    OF_TARGET,
    /// The one that the object has at the source, if that is told and the target keeps such a thing.
    AS_SOURCE
}
