package dev.crossdock.env;

/// A joined job had thrown. The cause is what it threw and is never absent.
public final class TaskFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param task name of the task
    /// @param cause what its job threw
    public TaskFailedException(String task, Throwable cause) {
        super("task " + task + " failed: " + cause, cause);
    }
}
