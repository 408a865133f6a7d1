package dev.crossdock.store;

import dev.crossdock.object.ObjectStat;
import java.nio.ByteBuffer;

/// The open bytes of one object, or of a range of it, all of one version.
public interface ObjectReader extends AutoCloseable {

    /// What the store said of the object when it was opened. Checksums in it are of the whole object.
    ObjectStat stat();

    /// How many bytes this reader gives: the object's size, or the length of the range.
    long lengthBytes();

    /// Reads at least one byte into `into`, which has room.
    ///
    /// @return bytes read, or -1 after exactly [#lengthBytes]
    /// @throws StoreException SHORT_READ if the bytes end early, LONG_READ if they do not end, SOURCE_CHANGED if the
    ///     object was seen to change meanwhile
    int read(ByteBuffer into) throws StoreException;

    /// Gives up what is left. Idempotent, never throws.
    @Override
    void close();
}
