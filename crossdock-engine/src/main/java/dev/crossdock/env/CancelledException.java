package dev.crossdock.env;

/// The present task was cancelled while, or before, it waited.
public final class CancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param waitingFor what the task waited for, for diagnosis
    public CancelledException(String waitingFor) {
        super("cancelled while waiting for " + waitingFor);
    }
}
