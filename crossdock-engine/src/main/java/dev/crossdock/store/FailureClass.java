package dev.crossdock.store;

/// What kind of failure it is, which decides what is done about it. The list is closed.
public enum FailureClass {
    /// The service asks for fewer requests.
    THROTTLED(Action.SLOW),
    /// The service failed in a way that may pass.
    TRANSIENT_SERVER(Action.RETRY),
    /// The connection failed or stalled.
    NETWORK(Action.RETRY),
    /// Fewer bytes came than were announced.
    TRUNCATED(Action.RETRY),
    /// The source object is not the one that the attempt began with.
    SOURCE_CHANGED(Action.RESTART),
    /// The source object is gone.
    SOURCE_MISSING(Action.SKIP),
    /// The target holds an object that the precondition did not expect.
    TARGET_CONFLICT(Action.FAIL),
    /// Another writer works on the same key.
    TARGET_RACE(Action.RESTART),
    /// Credentials have expired.
    AUTH_EXPIRED(Action.STOP),
    /// Local and service clocks differ too much for signatures.
    CLOCK_SKEW(Action.STOP),
    /// Credentials are missing, unknown or wrong.
    AUTH_INVALID(Action.STOP),
    /// Credentials are good but do not allow it.
    ACCESS_DENIED(Action.FAIL),
    /// The encryption key may not be used.
    KMS_DENIED(Action.FAIL),
    /// The encryption key cannot be used in its state.
    KMS_STATE(Action.FAIL),
    /// The object must be restored from an archive before it can be read.
    ARCHIVED(Action.FAIL),
    /// Retention or a hold forbids it.
    LOCKED(Action.FAIL),
    /// Bucket, region or endpoint is not what the configuration says.
    BUCKET_CONFIG(Action.STOP),
    /// The target cannot hold an object of that size.
    OBJECT_TOO_LARGE(Action.FAIL),
    /// The target cannot hold an object of that name.
    OBJECT_NAME(Action.FAIL),
    /// No space or quota left.
    QUOTA_FULL(Action.STOP),
    /// A multipart upload is gone.
    UPLOAD_LOST(Action.RESTART),
    /// Bytes and checksum do not agree.
    INTEGRITY(Action.RESTART),
    /// What answered does not speak the protocol.
    INVALID_RESPONSE(Action.RESTART),
    /// The store lacks an ability that is needed.
    UNSUPPORTED(Action.FAIL),
    /// The request was wrong: a defect of ours.
    CLIENT_BUG(Action.FAIL),
    /// The run's own record cannot be trusted or written.
    LEDGER(Action.STOP),
    /// A safeguard of the run stands against it until somebody says that it is meant.
    REFUSED(Action.STOP),
    /// The run was told to stop.
    CANCELLED(Action.STOP);

    /// What is done about a failure.
    public enum Action {
        /// Repeat after a pause.
        RETRY,
        /// Repeat after a longer pause, with fewer requests at once.
        SLOW,
        /// Look at both sides again and begin anew, twice at most.
        RESTART,
        /// Give this object up and go on.
        FAIL,
        /// There is nothing to do for this object any more.
        SKIP,
        /// End the run: every other object would fail alike.
        STOP
    }

    private final Action action;

    FailureClass(Action action) {
        this.action = action;
    }

    /// What is done about it.
    public Action action() {
        return action;
    }
}
