package dev.crossdock.demo;

import dev.crossdock.testkit.proxy.Fault;
import dev.crossdock.testkit.proxy.FaultProxy;
import dev.crossdock.testkit.proxy.Match;
import dev.crossdock.testkit.proxy.Rule;

/// What goes wrong on the way.
///
/// @param reset one connection, in the middle of a part of the large object
/// @param refusal of one object, each time
record Faults(Rule reset, Rule refusal) {

    static Faults arm(FaultProxy proxy) {
        Rule reset = proxy.add(
                Rule.once(Match.method("GET").and(Match.pathEnding(Cargo.LARGE)), Fault.resetResponseAfter(1_000_000))
                        .afterFirst(2));
        Rule refusal = proxy.add(Rule.always(Match.method("GET").and(Match.pathEnding(Cargo.DENIED)),
                Fault.refuse(403, "AccessDenied")));
        return new Faults(reset, refusal);
    }
}
