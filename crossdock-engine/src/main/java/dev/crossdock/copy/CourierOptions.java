package dev.crossdock.copy;

/// How a [Courier] goes about its work.
///
/// @param serverSide whether the service may copy by itself
/// @param storageClasses what storage class objects get
public record CourierOptions(ServerSide serverSide, StorageClasses storageClasses) {

    /// Between any two stores, into the storage class that the target is set up with.
    public static final CourierOptions PLAIN = new CourierOptions(ServerSide.NEVER, StorageClasses.OF_TARGET);
}
