package dev.crossdock.testkit.gcs;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// One connection, request after request.
final class HttpConnection {
    private static final int CHUNK_BYTES = 32 << 10;

    private final Socket socket;
    private final Service service;

    HttpConnection(Socket socket, Service service) {
        this.socket = socket;
        this.service = service;
    }

    /// Serves until one side ends the connection. A client that goes away is nothing to tell of.
    void serve() throws IOException {
        socket.setTcpNoDelay(true);
        HttpInput in = new HttpInput(socket.getInputStream());
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 64 << 10);
        boolean open = true;
        while (open) {
            Optional<Call> call = in.head();
            open = call.isPresent() && serve(call.get(), in, out);
        }
    }

    private boolean serve(Call call, HttpInput in, OutputStream out) throws IOException {
        long bytesMax = service.arrived(call);
        if (call.header("Expect").orElse("").equalsIgnoreCase("100-continue")) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        in.body(call, bytesMax);
        Answer answer = service.answer(call);
        if (!answer.isSilent()) {
            write(answer, out);
        }
        if (answer.reset()) {
            socket.setSoLinger(true, 0);
        }
        return !answer.isSilent() && !answer.endsEarly() && call.isWhole()
                && !call.header("Connection").orElse("").equalsIgnoreCase("close");
    }

    private static void write(Answer answer, OutputStream out) throws IOException {
        Reply reply = answer.reply();
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(reply.status()).append(" Fake\r\n");
        for (Map.Entry<String, String> each : reply.headers().entrySet()) {
            head.append(each.getKey()).append(": ").append(each.getValue()).append("\r\n");
        }
        if (reply.chunked()) {
            head.append("Transfer-Encoding: chunked\r\n");
        } else if (reply.status() != 204 && reply.status() != 304) {
            head.append("Content-Length: ").append(reply.body().sizeBytes()).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        Media body = answer.endsEarly() ? reply.body().slice(0, answer.bodyBytes()) : reply.body();
        if (reply.chunked()) {
            writeChunks(body, !answer.endsEarly(), out);
        } else {
            body.writeTo(out);
        }
        out.flush();
    }

    private static void writeChunks(Media body, boolean toTheEnd, OutputStream out) throws IOException {
        for (long at = 0; at < body.sizeBytes(); at += CHUNK_BYTES) {
            Media chunk = body.slice(at, at + CHUNK_BYTES);
            out.write((Long.toHexString(chunk.sizeBytes()) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunk.writeTo(out);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        if (toTheEnd) {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
