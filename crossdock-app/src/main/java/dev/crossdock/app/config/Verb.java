package dev.crossdock.app.config;

import java.util.Locale;

/// What a job does.
public enum Verb {
    /// Copies what is missing or different.
    COPY,
    /// Copies, and can delete what the source does not have.
    SYNC;

    /// As on the command line.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
