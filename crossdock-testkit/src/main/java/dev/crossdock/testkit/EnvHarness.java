package dev.crossdock.testkit;

import dev.crossdock.env.Env;
import java.io.IOException;
import java.nio.file.Path;

/// What the contracts of an environment need from the one under test.
public interface EnvHarness {

    /// Something that is done as a task of the environment.
    @FunctionalInterface
    interface Body {

        /// Does it.
        void run() throws Exception;
    }

    /// How a server behaves.
    enum Server {
        /// It sends back what it gets.
        ECHO,
        /// It accepts and never says anything.
        SILENT,
        /// It closes the connection after the first bytes that it gets.
        CLOSING,
        /// Nothing listens.
        NONE
    }

    /// The environment under test.
    Env env();

    /// Runs `body` as a task.
    void run(Body body) throws Exception;

    /// An empty directory.
    Path directory();

    /// Creates a symbolic link.
    void symbolicLink(Path link, Path target) throws IOException;

    /// The port at host `localhost` of a server that behaves so.
    int port(Server behavior) throws IOException;
}
