package dev.crossdock.app.cli;

import dev.crossdock.app.Side;
import dev.crossdock.app.StoreOptions;
import dev.crossdock.app.Wiring;
import dev.crossdock.object.Location;
import dev.crossdock.store.Failure;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The way to credentials, hop by hop, as `doctor` shows it.
final class IdentityHops implements Trail {

    private final List<Examination.Hop> hops = new ArrayList<>();

    private IdentityHops() {}

    /// Goes the way of one location; none for directories. The last hop is the one that failed, if one did.
    static List<Examination.Hop> of(Wiring wiring, Location location, StoreOptions options) {
        IdentityHops trail = new IdentityHops();
        try {
            wiring.identify(location, Side.SOURCE, options, trail);
        } catch (StoreException e) {
            trail.failed(e.failure());
        }
        return List.copyOf(trail.hops);
    }

    @Override
    public void at(String hop, String what) {
        hops.add(Examination.Hop.good(hop, what));
    }

    @Override
    public void found(String what) {
        if (!hops.isEmpty()) {
            Examination.Hop last = hops.removeLast();
            hops.add(Examination.Hop.good(last.name(), last.found() + ": " + what));
        }
    }

    private void failed(Failure failure) {
        Examination.Hop last = hops.isEmpty() ? Examination.Hop.good("identity", "") : hops.removeLast();
        hops.add(new Examination.Hop(last.name(), "failed", last.found(), Optional.of(failure)));
    }
}
