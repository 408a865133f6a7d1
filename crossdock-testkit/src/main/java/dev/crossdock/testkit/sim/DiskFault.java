package dev.crossdock.testkit.sim;

/// How an operation of a disk fails.
public enum DiskFault {
    /// The device fails (EIO). A write may have been done in part. A failed force leaves the changes where only luck
    /// makes them durable: a later force reports success and does nothing for them, as kernels do.
    EIO("Input/output error"),
    /// The filesystem is full (ENOSPC). A write may have been done in part.
    ENOSPC("No space left on device");

    private final String reason;

    DiskFault(String reason) {
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
