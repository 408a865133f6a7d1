package dev.crossdock.testkit.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes a body with the framing that its head announced.
final class BodySink {
    private final OutputStream out;
    private final boolean chunked;

    BodySink(OutputStream out, BodySource like) {
        this.out = out;
        this.chunked = like.isChunked();
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return;
        }
        if (chunked) {
            writeLine(Integer.toHexString(length) + "\r\n");
        }
        out.write(bytes, offset, length);
        if (chunked) {
            writeLine("\r\n");
        }
        out.flush();
    }

    /// Ends the body.
    ///
    /// @param trailer as {@link BodySource#trailer()} gives it
    void end(String trailer) throws IOException {
        if (chunked) {
            writeLine("0\r\n" + trailer);
        }
        out.flush();
    }

    private void writeLine(String line) throws IOException {
        out.write(line.getBytes(StandardCharsets.ISO_8859_1));
    }
}
