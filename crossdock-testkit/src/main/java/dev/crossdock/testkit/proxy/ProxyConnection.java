package dev.crossdock.testkit.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One client connection: request after request, each with its own fault or none.
final class ProxyConnection implements Runnable, AutoCloseable {
    private final FaultProxy proxy;
    private final Socket client;
    private final InputStream clientIn;
    private volatile @Nullable Upstream upstream;

    ProxyConnection(FaultProxy proxy, Socket client) throws IOException {
        this.proxy = proxy;
        this.client = client;
        this.clientIn = new BufferedInputStream(client.getInputStream(), 1 << 16);
        client.setTcpNoDelay(true);
    }

    @Override
    public void run() {
        try (this) {
            boolean open = true;
            while (open) {
                open = serveOne();
            }
        } catch (IOException e) {
            // One side is gone, and closing the other is how a proxy says so.
        }
    }

    @Override
    public void close() throws IOException {
        proxy.forget(this);
        client.close();
        Upstream current = upstream;
        if (current != null) {
            current.close();
        }
    }

    InputStream clientIn() {
        return clientIn;
    }

    void sendToClient(byte[] bytes) throws IOException {
        client.getOutputStream().write(bytes);
        client.getOutputStream().flush();
    }

    BodySink sinkLike(BodySource source) throws IOException {
        return new BodySink(client.getOutputStream(), source);
    }

    void resetClient() throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    /// The connection of the last exchange if it is still good, otherwise a new one.
    Upstream freshUpstream() throws IOException {
        Upstream current = upstream;
        if (current != null && current.isIdle()) {
            return current;
        }
        if (current != null) {
            current.close();
        }
        Upstream next = proxy.connect();
        upstream = next;
        return next;
    }

    void sendAnswer(String method, int status, Map<String, String> headers, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        HttpHead head = new HttpHead("HTTP/1.1 " + status + " Injected", List.of())
                .with("Content-Length", Integer.toString(body.length));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            head = head.with(header.getKey(), header.getValue());
        }
        sendToClient(head.bytes());
        if (!method.equals("HEAD")) {
            sendToClient(body);
        }
    }

    /// Whether the connection may carry another request.
    private boolean serveOne() throws IOException {
        Optional<HttpHead> head = HttpHead.read(clientIn);
        if (head.isEmpty()) {
            return false;
        }
        Claim claim = proxy.arrived(head.get().asRequest());
        try {
            return serve(head.get(), claim);
        } finally {
            claim.settle();
        }
    }

    private boolean serve(HttpHead head, Claim claim) throws IOException {
        if (claim.fault() instanceof Fault.Answer answer) {
            return answerAlone(head, answer, claim);
        }
        if (claim.fault() instanceof Fault.Delay delay) {
            claim.fire();
            Pause.of(delay.duration());
        }
        if (claim.fault() instanceof Fault.RemoveRequestHeader remove && !head.header(remove.name()).isEmpty()) {
            claim.fire();
            return new Exchange(this, head.without(remove.name()), claim).run();
        }
        return new Exchange(this, head, claim).run();
    }

    private boolean answerAlone(HttpHead head, Fault.Answer answer, Claim claim) throws IOException {
        boolean bodyComes = head.header("expect").isEmpty();
        if (bodyComes) {
            BodySource.ofRequest(head, clientIn).drain();
        }
        claim.fire();
        sendAnswer(head.asRequest().method(), answer.status(), answer.headers(), answer.body());
        return bodyComes;
    }
}
