package dev.crossdock.demo;

import dev.crossdock.testkit.proxy.Fault;
import dev.crossdock.testkit.proxy.FaultProxy;
import dev.crossdock.testkit.proxy.RequestHead;
import dev.crossdock.testkit.proxy.Rule;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/// A proxy that notes every request, whatever else is done to it.
final class Watch implements AutoCloseable {

    private final FaultProxy proxy;
    private final Queue<RequestHead> seen = new ConcurrentLinkedQueue<>();

    private Watch(FaultProxy proxy) {
        this.proxy = proxy;
    }

    static Watch over(URI server) throws IOException {
        Watch watch = new Watch(FaultProxy.to(server));
        watch.clear();
        return watch;
    }

    String endpoint() {
        return proxy.endpoint().toString();
    }

    /// Does this to every request that matches, until all is cleared.
    Rule add(Predicate<RequestHead> match, Fault fault) {
        return proxy.add(Rule.always(match, fault));
    }

    /// A rule of any other kind.
    Rule add(Rule rule) {
        return proxy.add(rule);
    }

    /// Holds every request that matches until the gate is opened.
    Gate gate(Predicate<RequestHead> match) {
        Gate gate = new Gate(match);
        proxy.add(Rule.always(gate, Fault.pass()));
        return gate;
    }

    /// Forgets what was seen, and all faults.
    void clear() {
        proxy.clearRules();
        seen.clear();
        proxy.add(Rule.always(this::note, Fault.pass()));
    }

    /// Takes no request, so that the rules behind it decide.
    private boolean note(RequestHead request) {
        seen.add(request);
        return false;
    }

    /// How many requests of that kind have come since.
    long count(Predicate<RequestHead> kind) {
        return seen.stream().filter(kind).count();
    }

    /// Requests about single objects, each as its method and path, in order of their arrival.
    List<String> aboutObjects() {
        return seen.stream().filter(aListing().negate()).map(each -> each.method() + ' ' + each.path()).toList();
    }

    static Predicate<RequestHead> aListing() {
        return request -> request.method().equals("GET") && request.parameter("list-type").isPresent();
    }

    /// Reads of an object's bytes.
    static Predicate<RequestHead> aRead() {
        return request -> request.method().equals("GET") && !request.target().contains("?");
    }

    static Predicate<RequestHead> aPart() {
        return request -> request.method().equals("PUT") && request.parameter("partNumber").isPresent();
    }

    /// Whatever changes something.
    static Predicate<RequestHead> aChange() {
        return request -> !request.method().equals("GET") && !request.method().equals("HEAD");
    }

    /// About the object of this key, in whatever bucket.
    static Predicate<RequestHead> about(String key) {
        return request -> request.path().endsWith('/' + key);
    }

    @Override
    public void close() throws IOException {
        proxy.close();
    }
}
