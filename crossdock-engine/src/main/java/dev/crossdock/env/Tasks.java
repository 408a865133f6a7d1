package dev.crossdock.env;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Concurrency and waiting. Every method that may wait throws [CancelledException] once for each cancellation of the
/// present task, even if it would not have had to wait, after which that task may wait again, to clean up. What throws
/// has done nothing: no element, permit or result is lost. Cancellations that come before the first is noticed count as
/// one. Methods of [Disk] and [DiskFile] do not count as waits: a cancelled task completes its write.
public interface Tasks {

    /// Starts `job` concurrently. What it throws is kept for [Task#join].
    ///
    /// @param name for thread dumps and simulation traces
    <T extends @Nullable Object> Task<T> spawn(String name, Job<T> job);

    /// Waits for `duration`; when that is zero or negative, only looks whether the task was cancelled.
    void sleep(Duration duration);

    /// A new queue that holds at most `capacity` (at least 1) elements.
    <T> BoundedQueue<T> queue(int capacity);

    /// A new counter of `available` (zero or more) permits.
    Permits permits(long available);
}
