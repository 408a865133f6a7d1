package dev.crossdock.env;

import org.jspecify.annotations.Nullable;

/// What a task does.
///
/// @param <T> what it yields
@FunctionalInterface
public interface Job<T extends @Nullable Object> {

    /// Does the work.
    ///
    /// @throws Exception kept for whoever joins the task
    T run() throws Exception;
}
