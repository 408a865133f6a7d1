package dev.crossdock.testkit.server;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Ports for servers that cannot be told to choose one themselves.
final class Ports {
    // Linux gives ports from 32768 on to outgoing connections: one of those may take a port between its choice and its use.
    private static final int FIRST = 10_000;
    private static final int END = 32_768;
    private static final int TRIES = 200;

    private Ports() {}

    /// A port below the ephemeral range that nobody listens on now.
    static int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + FIRST + " to " + END + " in " + TRIES + " tries");
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port)) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
