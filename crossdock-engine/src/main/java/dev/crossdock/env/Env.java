package dev.crossdock.env;

/// All that the engine needs from the machine, in one value that is handed down from the door.
/// Production and simulation differ in this value only.
///
/// @param clock time
/// @param entropy random numbers
/// @param tasks concurrency and waiting
/// @param net connections
/// @param disk files
public record Env(Clock clock, Entropy entropy, Tasks tasks, Net net, Disk disk) {

    /// The real machine, with tasks as virtual threads: for work that may run long.
    public static Env production() {
        return of(new ThreadTasks(ThreadKind.VIRTUAL));
    }

    /// The real machine, with tasks as daemon platform threads. A process that has blocked a virtual thread on a
    /// socket takes 0.3 s longer to exit, so commands that end within a second use this.
    public static Env productionForShortCommands() {
        return of(new ThreadTasks(ThreadKind.DAEMON));
    }

    private static Env of(ThreadTasks tasks) {
        return new Env(new SystemClock(), new SystemEntropy(), tasks, new SocketNet(), new FileDisk());
    }
}
