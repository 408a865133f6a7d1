package dev.crossdock.testkit.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/// Stands in for Google's token endpoint, its token exchange, its API for service accounts' credentials, the metadata
/// server of a machine, Secret Manager, and for AWS's token service and Secrets Manager: plain http on this machine.
/// It answers what a test says and remembers what it was asked. It judges nothing: tests do.
public final class IdentityServer implements AutoCloseable {

    private record Answer(int status, String body, Map<String, String> headers) {}

    private final HttpServer server;
    private final Map<String, Queue<Answer>> once = new ConcurrentHashMap<>();
    private final Map<String, Answer> always = new ConcurrentHashMap<>();
    private final List<IdentityCall> calls = new CopyOnWriteArrayList<>();

    private IdentityServer(HttpServer server) {
        this.server = server;
    }

    /// A server that answers 404 to everything.
    public static IdentityServer start() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        IdentityServer server = new IdentityServer(http);
        http.createContext("/", server::answer);
        http.start();
        return server;
    }

    /// `HOST:PORT`.
    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// The address of a path.
    public String url(String path) {
        return "http://" + host() + path;
    }

    /// Answers so from now on, unless [#once] says otherwise.
    ///
    /// @param headers names and values in turn
    public IdentityServer answer(String path, int status, String body, String... headers) {
        always.put(path, new Answer(status, body, map(headers)));
        return this;
    }

    /// Answers so the next time, before what [#answer] says.
    public IdentityServer once(String path, int status, String body, String... headers) {
        once.computeIfAbsent(path, each -> new ConcurrentLinkedQueue<>()).add(new Answer(status, body, map(headers)));
        return this;
    }

    /// What was asked so far, in order.
    public List<IdentityCall> calls() {
        return List.copyOf(calls);
    }

    /// What was asked of one path so far, in order.
    public List<IdentityCall> calls(String path) {
        return calls.stream().filter(call -> call.path().equals(path)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders().forEach(
                    (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            String query = exchange.getRequestURI().getRawQuery();
            calls.add(new IdentityCall(exchange.getRequestMethod(), path, query == null ? "" : query, headers,
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            Queue<Answer> queue = once.getOrDefault(path, new ConcurrentLinkedQueue<>());
            Answer next = queue.poll();
            Answer answer = next == null ? always.getOrDefault(path, new Answer(404, "", Map.of())) : next;
            answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Map<String, String> map(String... namesAndValues) {
        List<String> list = new ArrayList<>(List.of(namesAndValues));
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < list.size(); i += 2) {
            map.put(list.get(i), list.get(i + 1));
        }
        return map;
    }
}
