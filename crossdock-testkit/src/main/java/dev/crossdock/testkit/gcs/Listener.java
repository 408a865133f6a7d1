package dev.crossdock.testkit.gcs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Accepts connections on a free port of the loopback interface, each with a thread of its own.
final class Listener implements AutoCloseable {
    private final ServerSocket listener;
    private final Service service;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Listener(ServerSocket listener, Service service) {
        this.listener = listener;
        this.service = service;
    }

    static Listener start(Service service) {
        try {
            Listener started = new Listener(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), service);
            Thread.ofVirtual().name("gcs-fake").start(started::acceptAll);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() {
        closeQuietly(listener);
        open.forEach(Listener::closeQuietly);
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                if (listener.isClosed()) {
                    closeQuietly(socket);
                }
                Thread.ofVirtual().name("gcs-fake-connection").start(() -> serve(socket));
            } catch (IOException e) {
                // The listener was closed, or a client gave up before it was served.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new HttpConnection(socket, service).serve();
        } catch (IOException e) {
            // The client has gone, or does not speak HTTP; either shows on its side.
        } finally {
            open.remove(socket);
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // Nobody is left to hear of it.
        }
    }
}
