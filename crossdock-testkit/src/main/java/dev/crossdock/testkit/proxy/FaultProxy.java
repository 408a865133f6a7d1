package dev.crossdock.testkit.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/// A proxy on the loopback interface for one plain-text HTTP/1.1 server. Without rules it passes everything on; requests
/// are counted in any case.
///
/// Of the rules, the first added that takes a request decides; a request meets at most one fault. Safe for many threads.
public final class FaultProxy implements AutoCloseable {
    private final InetSocketAddress upstream;
    private final ServerSocket listener;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<ProxyConnection, Thread> connections = new ConcurrentHashMap<>();
    private final LongAdder accepted = new LongAdder();

    private FaultProxy(InetSocketAddress upstream, ServerSocket listener) {
        this.upstream = upstream;
        this.listener = listener;
    }

    /// Starts a proxy on a free port.
    public static FaultProxy to(InetSocketAddress upstream) throws IOException {
        FaultProxy proxy = new FaultProxy(upstream, new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().name("fault-proxy").start(proxy::acceptAll);
        return proxy;
    }

    /// Starts a proxy on a free port, for the server at the host and port of this address.
    public static FaultProxy to(URI endpoint) throws IOException {
        return to(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
    }

    /// Where clients reach the proxy.
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /// Adds a rule behind those already there, and returns it.
    public Rule add(Rule rule) {
        rules.add(rule);
        return rule;
    }

    /// Removes all rules.
    public void clearRules() {
        rules.clear();
    }

    /// Requests of this method whose head has arrived so far, including those met by a fault.
    public long requests(String method) {
        LongAdder count = requests.get(method);
        return count == null ? 0 : count.sum();
    }

    /// Requests of any method whose head has arrived so far.
    public long requests() {
        return requests.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /// The methods seen so far.
    public Set<String> methods() {
        return Set.copyOf(requests.keySet());
    }

    /// Connections that clients have opened so far.
    public long connections() {
        return accepted.sum();
    }

    /// Cuts the connections that are open now and refuses new ones.
    @Override
    public void close() throws IOException {
        listener.close();
        for (Map.Entry<ProxyConnection, Thread> open : connections.entrySet()) {
            open.getValue().interrupt();
            open.getKey().close();
        }
    }

    Claim arrived(RequestHead request) {
        requests.computeIfAbsent(request.method(), method -> new LongAdder()).increment();
        for (Rule rule : rules) {
            if (rule.take(request)) {
                return new Claim(rule);
            }
        }
        return new Claim(null);
    }

    Upstream connect() throws IOException {
        return Upstream.connect(upstream);
    }

    void forget(ProxyConnection connection) {
        connections.remove(connection);
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                accept(listener.accept());
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void accept(Socket client) throws IOException {
        accepted.increment();
        ProxyConnection connection = new ProxyConnection(this, client);
        Thread thread = Thread.ofVirtual().unstarted(connection);
        connections.put(connection, thread);
        thread.start();
        if (listener.isClosed()) {
            connection.close();
        }
    }
}
