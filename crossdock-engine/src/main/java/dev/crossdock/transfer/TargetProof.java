package dev.crossdock.transfer;

/// How it is known that the target holds the bytes that were read.
public enum TargetProof {
    /// The target's service computed the same digest: its reply, or a look at the version it returned, shows it.
    SERVICE,
    /// The bytes were read back and have the same digest.
    READ_BACK,
    /// They were digested on the way into a local file, which was then forced to disk and renamed.
    WRITTEN
}
