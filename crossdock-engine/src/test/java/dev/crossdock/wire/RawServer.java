package dev.crossdock.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that does, byte by byte, what a test says: each connection gets the next script.
final class RawServer implements AutoCloseable {

    /// What happens on one connection.
    interface Script {
        void run(Peer peer) throws IOException;
    }

    private final ServerSocket listener;
    private final ConcurrentLinkedQueue<Script> scripts;
    private final ConcurrentLinkedQueue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Semaphore scriptsDone = new Semaphore(0);
    private final ConcurrentLinkedQueue<AssertionError> failures = new ConcurrentLinkedQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    final List<String> heads = new CopyOnWriteArrayList<>();

    RawServer(Script... scripts) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), scripts);
    }

    RawServer(ServerSocket listener, Script... scripts) {
        this.listener = listener;
        this.scripts = new ConcurrentLinkedQueue<>(List.of(scripts));
        Thread.ofVirtual().start(this::accept);
    }

    Origin origin() {
        return new Origin(false, "127.0.0.1", port());
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    /// Whether so many scripts come to their end, faults included. The client may see a fault before its script is over.
    boolean ends(int scripts) throws InterruptedException {
        return scriptsDone.tryAcquire(scripts, 10, TimeUnit.SECONDS);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                sockets.add(socket);
                Script script = scripts.poll();
                Thread.ofVirtual().start(() -> play(socket, script));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void play(Socket socket, Script script) {
        try (socket) {
            if (script != null) {
                script.run(new Peer(socket, heads, over));
                scriptsDone.release();
            }
        } catch (AssertionError e) {
            failures.add(e);
        } catch (IOException gone) {
            // The client has left; the test sees that on its side.
        }
    }

    /// Also throws what a script asserted in vain.
    @Override
    public void close() throws IOException {
        over.countDown();
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        if (!failures.isEmpty()) {
            throw failures.remove();
        }
    }

    /// The server's end of one connection.
    static final class Peer {

        private final Socket socket;
        private final List<String> heads;
        private final CountDownLatch over;

        Peer(Socket socket, List<String> heads, CountDownLatch over) {
            this.socket = socket;
            this.heads = heads;
            this.over = over;
        }

        Socket socket() {
            return socket;
        }

        /// The same, with another socket on top of this one's.
        Peer over(Socket upper) {
            return new Peer(upper, heads, over);
        }

        /// Reads a request's head and remembers it.
        String head() throws IOException {
            var head = new ByteArrayOutputStream();
            while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                int octet = socket.getInputStream().read();
                if (octet < 0) {
                    throw new EOFException();
                }
                head.write(octet);
            }
            heads.add(head.toString(ISO_8859_1));
            return head.toString(ISO_8859_1);
        }

        String body(int length) throws IOException {
            byte[] body = socket.getInputStream().readNBytes(length);
            if (body.length < length) {
                throw new EOFException();
            }
            return new String(body, ISO_8859_1);
        }

        Peer send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return this;
        }

        /// Waits until the client ends the connection.
        void awaitEnd() throws IOException {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }

        /// Neither reads nor writes nor closes.
        void awaitEndOfTest() {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /// Lets time pass.
        ///
        /// @return whether the client is still there
        boolean pause(int millis) throws IOException {
            socket.setSoTimeout(millis);
            try {
                return socket.getInputStream().read() >= 0;
            } catch (SocketTimeoutException e) {
                return true;
            } finally {
                socket.setSoTimeout(0);
            }
        }

        /// Ends the connection with a reset.
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
