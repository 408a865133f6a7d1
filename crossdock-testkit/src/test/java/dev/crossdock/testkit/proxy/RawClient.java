package dev.crossdock.testkit.proxy;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// A client that sends what it is told and reports how the connection behaved.
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        socket.setSoTimeout(30_000);
    }

    static RawClient to(URI endpoint) throws IOException {
        return new RawClient(new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort()));
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    void get(String target) throws IOException {
        send("GET " + target + " HTTP/1.1\r\nHost: tiny\r\n\r\n");
    }

    void put(String target, String body) throws IOException {
        send("PUT " + target + " HTTP/1.1\r\nHost: tiny\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    HttpHead head() throws IOException {
        return HttpHead.read(in).orElseThrow(() -> new IOException("connection closed"));
    }

    byte[] body(HttpHead head) throws IOException {
        BodySource source = BodySource.ofReply("GET", head, in);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[1024];
        for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
            bytes.write(buffer, 0, count);
        }
        return bytes.toByteArray();
    }

    /// Reads until the connection ends: the number of bytes, then `closed`, `reset` or, after `millis`, `silent`.
    String drain(int millis) throws IOException {
        socket.setSoTimeout(millis);
        int count = 0;
        try {
            while (in.read() >= 0) {
                count++;
            }
            return count + " closed";
        } catch (SocketTimeoutException e) {
            return count + " silent";
        } catch (IOException e) {
            return count + " reset";
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
