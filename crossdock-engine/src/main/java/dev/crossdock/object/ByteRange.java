package dev.crossdock.object;

/// Consecutive bytes of an object.
///
/// @param offset of the first byte, zero or more
/// @param lengthBytes at least 1: no store can be asked for an empty range
public record ByteRange(long offset, long lengthBytes) {

    /// Checks the bounds.
    public ByteRange {
        if (offset < 0 || lengthBytes < 1 || offset + lengthBytes < 0) {
            throw new IllegalArgumentException("range of " + lengthBytes + " bytes at " + offset);
        }
    }

    /// Offset after the last byte.
    public long end() {
        return offset + lengthBytes;
    }
}
