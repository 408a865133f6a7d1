package dev.crossdock.gcs.auth;

import dev.crossdock.store.Trail;
import java.util.ArrayList;
import java.util.List;

/// Remembers the hops.
final class NotedTrail implements Trail {

    private final List<String> hops = new ArrayList<>();

    @Override
    public void at(String hop, String what) {
        hops.add(hop + ": " + what);
    }

    @Override
    public void found(String what) {
        hops.add(hops.removeLast() + " -> " + what);
    }

    /// One line for each.
    List<String> hops() {
        return hops;
    }
}
