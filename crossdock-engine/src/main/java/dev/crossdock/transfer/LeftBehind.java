package dev.crossdock.transfer;

/// What of an object was not carried to the target, because it cannot be kept there or may not be read.
public enum LeftBehind {
    /// Content headers, such as the content type.
    HEADERS,
    /// User metadata.
    METADATA,
    /// Tags.
    TAGS,
    /// The time of last modification.
    MODIFIED
}
