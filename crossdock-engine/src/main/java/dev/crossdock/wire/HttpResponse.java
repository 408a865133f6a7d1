package dev.crossdock.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The answer to one request, with its body still to be read. Not for concurrent use.
public interface HttpResponse extends AutoCloseable {

    /// Status code, 200 to 599.
    int status();

    /// The value of a header, without surrounding blanks; the first one if there are several.
    ///
    /// @param name in lower case
    Optional<String> header(String name);

    /// Names (in lower case) and values in turn of all headers whose name starts with `prefix`, in order.
    List<String> headers(String prefix);

    /// Announced length of the body, or empty when it is sent in chunks or until the end of the connection.
    OptionalLong lengthBytes();

    /// Reads at least one byte of the body into `into`, which has room.
    ///
    /// @return bytes read, or -1 after the last one
    /// @throws WireException TRUNCATED, STALLED, LOST, PROTOCOL
    int read(ByteBuffer into) throws IOException;

    /// Gives the connection back if the body was read to its end, or what is left is short and there already;
    /// else closes it. Idempotent, never throws.
    @Override
    void close();
}
