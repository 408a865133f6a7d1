package dev.crossdock.testkit.proxy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request passed on and its reply brought back. The body goes up on a thread of its own, because a server may answer
/// before it has read all of it.
final class Exchange {
    private static final Duration LEFTOVER_MAX = Duration.ofSeconds(2);

    private final ProxyConnection connection;
    private final HttpHead request;
    private final Claim claim;
    private volatile boolean bodyStarted;
    private volatile boolean bodyBroken;
    private boolean continued;

    Exchange(ProxyConnection connection, HttpHead request, Claim claim) {
        this.connection = connection;
        this.request = request;
        this.claim = claim;
    }

    /// Whether the connection may carry another request.
    boolean run() throws IOException {
        Upstream upstream = connection.freshUpstream();
        upstream.send(request.bytes());
        BodySource body = BodySource.ofRequest(request, connection.clientIn());
        Thread pump = body.isAbsent() ? null : Thread.ofVirtual().start(() -> pump(body, upstream));
        Optional<HttpHead> reply = readReply(upstream);
        return reply.isPresent() && deliver(reply.get(), upstream, pump);
    }

    private boolean deliver(HttpHead reply, Upstream upstream, @Nullable Thread pump) throws IOException {
        String method = request.asRequest().method();
        BodySource body = BodySource.ofReply(method, reply, upstream.in());
        if (claim.fault() instanceof Fault.DropReply) {
            body.drain();
            claim.fire();
            connection.resetClient();
            return false;
        }
        if (claim.fault() instanceof Fault.AnswerInstead answer) {
            body.drain();
            claim.fire();
            connection.sendAnswer(method, answer.status(), answer.headers(), answer.body());
            return requestIsDone(pump, reply.closes());
        }
        boolean neverContinued = pump != null && !request.header("expect").isEmpty() && !continued && !bodyStarted;
        HttpHead spoiled = spoil(reply);
        connection.sendToClient((neverContinued ? spoiled.with("Connection", "close") : spoiled).bytes());
        Ending ending = new ReplyBody(body, connection.sinkLike(body), claim).copy();
        return switch (ending) {
            case COMPLETE -> !neverContinued && requestIsDone(pump, reply.closes() || body.isUntilClose());
            case CLOSED -> false;
            case RESET -> {
                connection.resetClient();
                yield false;
            }
            case STALLED -> {
                waitUntilClientCloses();
                yield false;
            }
        };
    }

    private HttpHead spoil(HttpHead reply) {
        return switch (claim.fault()) {
            case Fault.ReplaceHeader(String name, String value) -> {
                claim.fire();
                yield reply.with(name, value);
            }
            case Fault.RemoveHeader(String name) when reply.header(name).isEmpty() -> reply;
            case Fault.RemoveHeader(String name) -> {
                claim.fire();
                yield reply.without(name);
            }
            case Fault.Pass _,Fault.ResetResponse _,Fault.TruncateResponse _,Fault.StallResponse _,Fault.SlowResponse _,Fault.FlipBit _,Fault.RemoveRequestHeader _,Fault.ResetRequest _,Fault.DropReply _,Fault.Answer _,Fault.AnswerInstead _,Fault.Delay _ ->
                reply;
        };
    }

    /// Passes interim answers on and returns the final one; nothing if the server closed instead.
    private Optional<HttpHead> readReply(Upstream upstream) throws IOException {
        Optional<HttpHead> reply = HttpHead.read(upstream.in());
        while (reply.isPresent() && reply.get().status() < 200) {
            continued = true;
            connection.sendToClient(reply.get().bytes());
            reply = HttpHead.read(upstream.in());
        }
        return reply;
    }

    private void pump(BodySource body, Upstream upstream) {
        try {
            sendBody(body, upstream);
        } catch (IOException e) {
            // The thread that waits for the reply sees the same end and closes both sides.
            bodyBroken = true;
        }
    }

    private void sendBody(BodySource body, Upstream upstream) throws IOException {
        long end = claim.fault() instanceof Fault.ResetRequest(long after) ? after : Long.MAX_VALUE;
        BodySink sink = new BodySink(upstream.out(), body);
        byte[] buffer = new byte[1 << 16];
        long position = 0;
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            bodyStarted = true;
            if (position + count > end) {
                sink.write(buffer, 0, (int) (end - position));
                claim.fire();
                connection.resetClient();
                upstream.reset();
                return;
            }
            sink.write(buffer, 0, count);
            position += count;
        }
        sink.end(body.trailer());
    }

    private boolean requestIsDone(@Nullable Thread pump, boolean serverCloses) {
        if (pump == null) {
            return !serverCloses;
        }
        try {
            // A client that is still sending after the answer gets a moment, so that a reset does not eat the answer.
            boolean done = pump.join(LEFTOVER_MAX);
            return done && !bodyBroken && !serverCloses;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void waitUntilClientCloses() throws IOException {
        int next = connection.clientIn().read();
        while (next >= 0) {
            next = connection.clientIn().read();
        }
    }
}
