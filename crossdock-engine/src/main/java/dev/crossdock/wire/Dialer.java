package dev.crossdock.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.crossdock.env.Connection;
import dev.crossdock.env.Env;
import dev.crossdock.wire.WireException.Kind;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Makes connections to one origin: through a proxy or not, with TLS or not, all within one deadline.
final class Dialer {

    private final Env env;
    private final Origin origin;
    private final HttpLimits limits;
    private final TlsTrust trust;
    private final Optional<Proxy> proxy;
    private final String peer;

    Dialer(Env env, Origin origin, HttpLimits limits, TlsTrust trust, Optional<Proxy> proxy) {
        this.env = env;
        this.origin = origin;
        this.limits = limits;
        this.trust = trust;
        this.proxy = proxy;
        peer = origin.toString();
    }

    /// Connects.
    ///
    /// @throws WireException HOST_UNKNOWN, CONNECT, TLS_UNTRUSTED
    HttpConnection open() throws WireException {
        long deadline = env.clock().nanos() + limits.connect().toNanos();
        Origin first = proxy.isPresent() ? proxy.get().origin() : origin;
        Connection stream = connect(first, deadline);
        boolean intact = false;
        try {
            if (first.tls()) {
                stream = secure(stream, first, deadline);
            }
            if (proxy.isPresent() && origin.tls()) {
                tunnel(stream, proxy.get(), deadline);
                stream = secure(stream, origin, deadline);
            }
            intact = true;
        } catch (WireException e) {
            throw e;
        } catch (IOException e) {
            throw new WireException(Kind.CONNECT, "no connection to " + peer + ": " + e.getMessage(), e);
        } finally {
            if (!intact) {
                stream.close();
            }
        }
        return new HttpConnection(stream, env.clock(), limits, peer, requestHead());
    }

    private RequestHead requestHead() {
        boolean absolute = proxy.isPresent() && !origin.tls();
        return new RequestHead(absolute ? peer : "", origin.authority(), absolute ? proxy.get().authorization() : "");
    }

    private Connection connect(Origin to, long deadline) throws WireException {
        try {
            return env.net().connect(to.host(), to.port(), left(deadline));
        } catch (UnknownHostException e) {
            throw new WireException(Kind.HOST_UNKNOWN, "the host " + to.host() + " has no address", e);
        } catch (IOException e) {
            throw new WireException(Kind.CONNECT, "no connection to " + to + ": " + e.getMessage(), e);
        }
    }

    private Connection secure(Connection stream, Origin to, long deadline) throws IOException {
        return TlsConnection.open(stream, trust.context(env.disk()), to, env.clock(), left(deadline));
    }

    /// Asks the proxy for a tunnel (RFC 9110, section 9.3.6).
    private void tunnel(Connection stream, Proxy through, long deadline) throws IOException {
        String host = origin.host().indexOf(':') < 0 ? origin.host() : '[' + origin.host() + ']';
        String target = host + ':' + origin.port();
        String authorization = through.authorization();
        String head = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target
                + (authorization.isEmpty() ? "" : "\r\nProxy-Authorization: " + authorization) + "\r\n\r\n";
        stream.write(new ByteBuffer[]{ByteBuffer.wrap(head.getBytes(ISO_8859_1))}, left(deadline));
        ResponseHead answer = answer(stream, through, deadline);
        if (answer.status() / 100 != 2) {
            throw new WireException(Kind.CONNECT,
                    "the proxy " + through + " refused a tunnel to " + target + " with status " + answer.status());
        }
    }

    /// Reads byte by byte, so that nothing of the tunnel's own bytes is taken.
    private ResponseHead answer(Connection stream, Proxy through, long deadline) throws IOException {
        var bytes = ByteBuffer.allocate(limits.headBytes());
        int end = -1;
        while (end < 0) {
            if (!bytes.hasRemaining()) {
                throw new WireException(Kind.LIMIT, "the proxy " + through + " answered with more than "
                        + limits.headBytes() + " bytes");
            }
            int from = bytes.position();
            bytes.limit(from + 1);
            if (stream.read(bytes, left(deadline)) < 0) {
                throw new WireException(Kind.CONNECT, "the proxy " + through + " closed the connection");
            }
            bytes.limit(bytes.capacity());
            end = HeadSyntax.end(bytes.array(), from, from + 1);
        }
        var head = new byte[end];
        bytes.get(0, head);
        return ResponseHead.parse(head, limits, "the proxy " + through);
    }

    private long left(long deadline) {
        return Math.max(1, deadline - env.clock().nanos());
    }
}
