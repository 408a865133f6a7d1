package dev.crossdock.testkit.sim;

import dev.crossdock.env.Connection;

/// A server in the simulation.
@FunctionalInterface
public interface SimService {

    /// Serves one accepted connection, as a task of its own; the connection is closed when it returns.
    ///
    /// @throws Exception resets the connection; other than an IOException or a cancellation it is also kept for
    ///         [SimNet#serverFailures]
    void serve(Connection connection) throws Exception;
}
