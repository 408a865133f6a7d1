package dev.crossdock.wire;

import dev.crossdock.env.Env;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Exchanges with one origin over kept connections. For use by any number of tasks at once.
///
/// Follows no redirects and repeats nothing, with two exceptions. A request that is idempotent by its method, on a
/// connection that was used before and that the server ended without a byte of an answer, is sent once more on a new
/// connection. Servers end idle connections when they please, so that says nothing about the request.
public final class HttpClient implements AutoCloseable {

    private final Dialer dialer;
    private final ConnectionPool pool;
    private final AtomicLong repeats = new AtomicLong();
    private volatile boolean expectationsMet = true;

    /// Does not connect yet, nor load anything of TLS.
    ///
    /// @param env the machine
    /// @param origin the only place that requests go to
    /// @param limits what is put up with
    /// @param trust whose certificates are believed; not looked at unless for TLS
    /// @param proxy what requests go through, if anything
    public HttpClient(Env env, Origin origin, HttpLimits limits, TlsTrust trust, Optional<Proxy> proxy) {
        dialer = new Dialer(env, origin, limits, trust, proxy);
        pool = new ConnectionPool(env.clock(), limits);
    }

    /// Sends one request and reads the head of its response, whatever its status. A response before all of the body
    /// was sent ends the sending. The caller closes the response.
    ///
    /// @throws WireException if the exchange failed
    /// @throws IOException what the request's body threw, unchanged
    /// @throws IllegalArgumentException if a name, value or target has a character that must not stand there; the
    ///     message names the header but not its value
    /// @throws dev.crossdock.env.CancelledException if the task was cancelled
    public HttpResponse send(HttpRequest request) throws IOException {
        Optional<HttpConnection> kept = pool.take();
        boolean reused = kept.isPresent();
        boolean mayExpect = expectationsMet;
        HttpConnection connection = reused ? kept.get() : dialer.open();
        while (true) {
            var exchange = new Exchange(connection, request, pool, mayExpect);
            try {
                return exchange.run();
            } catch (WireException e) {
                if (exchange.expectationIgnored()) {
                    mayExpect = false;
                    expectationsMet = false;
                } else if (reused && exchange.dropped() && idempotent(request.method()) && rewound(request)) {
                    reused = false;
                    repeats.incrementAndGet();
                } else {
                    throw e;
                }
            }
            connection = dialer.open();
        }
    }

    /// How many requests were sent once more because a kept connection was dead.
    public long repeats() {
        return repeats.get();
    }

    /// Closes idle connections now, and the others when their responses are closed.
    @Override
    public void close() {
        pool.close();
    }

    private static boolean idempotent(String method) {
        return switch (method) {
            case "GET", "HEAD", "PUT", "DELETE", "OPTIONS" -> true;
            default -> false;
        };
    }

    private static boolean rewound(HttpRequest request) {
        return request.body().isEmpty() || request.body().get().rewind();
    }
}
