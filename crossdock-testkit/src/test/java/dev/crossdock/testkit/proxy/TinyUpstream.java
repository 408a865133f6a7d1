package dev.crossdock.testkit.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Answers every GET with the same body and keeps what it was sent; paths with `chunked` are answered in chunks.
final class TinyUpstream implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final byte[] body;
    private final List<String> finished = new CopyOnWriteArrayList<>();

    private TinyUpstream(byte[] body) throws IOException {
        this.body = body;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    static TinyUpstream answering(byte[] body) throws IOException {
        TinyUpstream upstream = new TinyUpstream(body);
        upstream.server.createContext("/", upstream::handle);
        upstream.server.setExecutor(upstream.threads);
        upstream.server.start();
        return upstream;
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    /// Method, target, `Range` header and number of body bytes of each request that came in whole.
    List<String> finished() {
        return finished;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int received = exchange.getRequestBody().readAllBytes().length;
            String range = exchange.getRequestHeaders().getFirst("Range");
            finished.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + range + " " + received);
            exchange.getResponseHeaders().add("ETag", "\"tiny\"");
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            boolean chunked = exchange.getRequestURI().getPath().contains("chunked");
            exchange.sendResponseHeaders(200, chunked ? 0 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
