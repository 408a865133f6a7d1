package dev.crossdock.store;

/// An object to delete.
///
/// @param key which one
/// @param precondition what must be there at that moment; Absent makes no sense and is refused
public record Deletion(String key, Precondition precondition) {

    /// Refuses a deletion of nothing.
    public Deletion {
        if (precondition instanceof Precondition.Absent) {
            throw new IllegalArgumentException("deletion of " + key + " on condition that it is absent");
        }
    }
}
