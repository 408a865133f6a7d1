package dev.crossdock.app.cli;

/// What the process tells its caller. Part of the interface: a number never changes its meaning.
final class ExitCode {

    /// All is well.
    static final int GOOD = 0;
    /// The run is complete, but some objects failed.
    static final int SOME_FAILED = 1;
    /// Wrong usage or configuration; nothing was done.
    static final int USAGE = 2;
    /// The run stopped before it had seen everything; the same command goes on with it.
    static final int STOPPED = 3;
    /// The verification is complete and found differences.
    static final int DIFFERENT = 4;

    private ExitCode() {}
}
