package dev.crossdock.demo;

import dev.crossdock.testkit.proxy.Fault;
import dev.crossdock.testkit.proxy.FaultProxy;
import dev.crossdock.testkit.proxy.RequestHead;
import dev.crossdock.testkit.proxy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// One line of the matrix: faults that come in one run, each to requests of its own.
///
/// @param name with the numbers among the faults that are to be survived, where they have one
/// @param rules make fresh ones for each trial
record FaultRow(String name, List<Supplier<Rule>> rules) {

    FaultRow {
        rules = List.copyOf(rules);
    }

    static FaultRow of(String name) {
        return new FaultRow(name, List.of());
    }

    FaultRow once(Predicate<RequestHead> match, Fault fault) {
        return times(1, match, fault);
    }

    FaultRow times(int times, Predicate<RequestHead> match, Fault fault) {
        List<Supplier<Rule>> all = new ArrayList<>(rules);
        all.add(() -> Rule.times(times, match, fault));
        return new FaultRow(name, all);
    }

    /// Puts fresh rules into a proxy.
    List<Rule> addTo(FaultProxy proxy) {
        return rules.stream().map(each -> proxy.add(each.get())).toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
