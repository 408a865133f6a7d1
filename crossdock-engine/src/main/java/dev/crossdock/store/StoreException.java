package dev.crossdock.store;

/// A store could not do what it was asked. Always carries the classed failure; the cause, if any, is for developers.
public final class StoreException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    /// @param failure what happened
    public StoreException(Failure failure) {
        super(failure.summary());
        this.failure = failure;
    }

    /// @param failure what happened
    /// @param cause what it was classed from
    public StoreException(Failure failure, Throwable cause) {
        super(failure.summary(), cause);
        this.failure = failure;
    }

    /// What happened.
    public Failure failure() {
        return failure;
    }

    /// Short for the failure's code.
    public FailureCode code() {
        return failure.code();
    }
}
