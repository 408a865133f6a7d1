package dev.crossdock.demo;

import dev.crossdock.testkit.proxy.Fault;
import dev.crossdock.testkit.proxy.FaultProxy;
import dev.crossdock.testkit.proxy.Match;
import dev.crossdock.testkit.proxy.Rule;

/// What goes wrong on the way.
///
/// @param reset one connection, in the middle of a part of the large object
/// @param refusal of one object, each time
/// @param throttling of writes, as a service does that is asked for too much
record Faults(Rule reset, Rule refusal, Rule throttling) {

    static final int THROTTLED = 30;

    static Faults arm(FaultProxy proxyToSource, FaultProxy proxyToTarget) {
        Rule reset = proxyToSource.add(
                Rule.once(Match.method("GET").and(Match.pathEnding(Cargo.LARGE)), Fault.resetResponseAfter(1_000_000))
                        .afterFirst(2));
        Rule refusal = proxyToSource.add(Rule.always(Match.method("GET").and(Match.pathEnding(Cargo.DENIED)),
                Fault.refuse(403, "AccessDenied")));
        Rule throttling = proxyToTarget.add(
                Rule.times(THROTTLED, Match.method("PUT"), Fault.refuse(503, "SlowDown")).afterFirst(40));
        return new Faults(reset, refusal, throttling);
    }
}
