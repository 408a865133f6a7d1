package dev.crossdock.env;

import org.jspecify.annotations.Nullable;

/// A job that was started.
///
/// @param <T> what it yields
public interface Task<T extends @Nullable Object> {

    /// Waits for the end of the job and returns what it yielded.
    ///
    /// @throws TaskFailedException if the job threw; the cause is what it threw
    T join();

    /// Makes the job's present or next wait throw [CancelledException]. Has no effect after its end.
    void cancel();

    /// Whether the job has ended, in whatever way.
    boolean done();
}
