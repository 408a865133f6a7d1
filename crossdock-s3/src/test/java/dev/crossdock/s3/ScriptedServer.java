package dev.crossdock.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.crossdock.wire.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A server of raw bytes: each connection gets the next answer of the script and is closed.
final class ScriptedServer implements AutoCloseable {

    private final ServerSocket listener;
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();

    private ScriptedServer(ServerSocket listener) {
        this.listener = listener;
    }

    static ScriptedServer start() throws IOException {
        ScriptedServer server = new ScriptedServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(server::serve);
        return server;
    }

    Origin origin() {
        return new Origin(false, "127.0.0.1", listener.getLocalPort());
    }

    /// Adds an answer.
    ///
    /// @param head status, and headers after a line end each
    ScriptedServer answer(String head, String body) {
        answers.add("HTTP/1.1 " + head + "\r\nContent-Length: " + body.getBytes(ISO_8859_1).length
                + "\r\nConnection: close\r\n\r\n" + body);
        return this;
    }

    /// Adds an answer byte by byte.
    ScriptedServer raw(String bytes) {
        answers.add(bytes);
        return this;
    }

    /// Heads and bodies of the requests so far.
    List<String> requests() {
        return new ArrayList<>(requests);
    }

    /// How many answers nobody has asked for.
    int left() {
        return answers.size();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                requests.add(request(socket.getInputStream()));
                String answer = answers.poll();
                if (answer != null) {
                    socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
                    socket.getOutputStream().flush();
                    socket.shutdownOutput();
                }
            } catch (IOException e) {
                // the client gave up, or the test is over
            }
        }
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int each = in.read();
            if (each < 0) {
                return head.toString();
            }
            head.append((char) each);
        }
        int at = head.indexOf("Content-Length: ");
        int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf("\r\n", at)));
        return head + new String(in.readNBytes(length), ISO_8859_1);
    }
}
