package dev.crossdock.copy;

/// Whether the service may be asked to copy by itself.
public enum ServerSide {
    /// Source and target are at one service, which may copy within itself if it can; else the bytes pass through here.
    ALLOWED,
    /// All bytes pass through here.
    NEVER
}
