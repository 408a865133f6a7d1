package dev.crossdock.copy;

/// What a comparison of two stores says of one key. Part of the interface: a name never changes its meaning.
public enum Verdict {
    /// Both sides hold it and nothing that was compared is different.
    SAME,
    /// Both sides hold it, with different bytes.
    DIFFERS,
    /// The target lacks it.
    MISSING,
    /// Only the target has it.
    EXTRA,
    /// It could not be found out: one side is there and cannot be looked at or read.
    UNREADABLE
}
