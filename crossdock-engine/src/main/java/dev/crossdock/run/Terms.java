package dev.crossdock.run;

import dev.crossdock.copy.StorageClasses;
import dev.crossdock.transfer.Outcome;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// How a run is carried out: what does not change what it is about.
///
/// @param workers how many items are carried out at once, at least 1
/// @param deleteLimit how many objects may be deleted though a safeguard stands against it; empty if none does
/// @param storageClasses what storage class copies get
/// @param told of every outcome when it is on record, by the task that records; must not block
public record Terms(int workers, OptionalLong deleteLimit, StorageClasses storageClasses,
        Consumer<Outcome> told) {

    /// Checks the number.
    public Terms {
        if (workers < 1) {
            throw new IllegalArgumentException(workers + " workers");
        }
    }

    /// The same, with somebody to tell.
    public Terms telling(Consumer<Outcome> other) {
        return new Terms(workers, deleteLimit, storageClasses, other);
    }

    /// Some workers, every safeguard, and nobody to tell.
    public static Terms of(int workers) {
        return new Terms(workers, OptionalLong.empty(), StorageClasses.OF_TARGET, _ -> {
        });
    }
}
