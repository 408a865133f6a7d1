package dev.crossdock.object;

import java.nio.ByteBuffer;

/// A checksum being computed over bytes in order. Not for concurrent use.
public interface Digest {

    /// Takes in the remaining bytes of `bytes` and leaves its position as it was.
    void update(ByteBuffer bytes);

    /// The full-object checksum of all bytes so far. The computation must not be continued.
    Checksum finish();
}
