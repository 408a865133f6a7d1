package dev.crossdock.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Real servers of this process, for the contract of a real network.
final class LoopbackServers implements Closeable {

    private final List<Closeable> open = new CopyOnWriteArrayList<>();

    int port(EnvHarness.Server behavior) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        int port = server.getLocalPort();
        if (behavior == EnvHarness.Server.NONE) {
            server.close();
            return port;
        }
        open.add(server);
        Thread.ofVirtual().start(() -> accept(server, behavior));
        return port;
    }

    private void accept(ServerSocket server, EnvHarness.Server behavior) {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket, behavior));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void serve(Socket socket, EnvHarness.Server behavior) {
        try {
            switch (behavior) {
                case ECHO -> echo(socket);
                case CLOSING -> {
                    if (socket.getInputStream().read() >= 0) {
                        socket.close();
                    }
                }
                case SILENT, NONE -> {
                    // It stays open and unread until the test is over.
                }
            }
        } catch (IOException gone) {
            // The client has left.
        }
    }

    private static void echo(Socket socket) throws IOException {
        byte[] buffer = new byte[8192];
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
        }
    }

    @Override
    public void close() throws IOException {
        for (Closeable each : open) {
            each.close();
        }
    }
}
