package dev.crossdock.testkit.proxy;

/// How a reply ended, and so what becomes of the client's connection.
enum Ending {
    COMPLETE,
    RESET,
    CLOSED,
    STALLED
}
