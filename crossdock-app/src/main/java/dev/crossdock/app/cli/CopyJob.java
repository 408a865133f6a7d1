package dev.crossdock.app.cli;

import dev.crossdock.app.Side;
import dev.crossdock.app.StoreOptions;
import dev.crossdock.app.Wiring;
import dev.crossdock.ledger.OpenRun;
import dev.crossdock.object.Location;
import dev.crossdock.object.Location.Scheme;
import dev.crossdock.run.Run;
import dev.crossdock.run.Tally;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.Failure;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Order;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One copy, from the locations as given to the end of the run.
///
/// @param wiring opens what is needed
/// @param sourceOptions what the command line says of the source
/// @param targetOptions what it says of the target
/// @param workers items carried out at once
record CopyJob(Wiring wiring, StoreOptions sourceOptions, StoreOptions targetOptions, int workers) {

    /// Copies.
    ///
    /// @param tally where progress can be read
    /// @throws StoreException if the run could not begin, or its journal could not be ended
    Run.Result execute(Location from, Location to, Tally tally) throws StoreException {
        AtomicReference<@Nullable Run> running = new AtomicReference<>();
        Consumer<Failure> repeated = failure -> tally.repeated();
        try (ObjectStore source = wiring.open(from, Side.SOURCE, sourceOptions, odd -> tell(running.get(), from, odd),
                repeated);
                ObjectStore target = wiring.open(to, Side.TARGET, targetOptions, odd -> {
                }, repeated)) {
            Order order = order(source, from, to);
            wiring.createTarget(to);
            OpenRun opened = wiring.ledger().open(order);
            Run run = new Run(wiring.env(), order, source, target, opened, workers, tally);
            running.set(run);
            Interrupts interrupts = Interrupts.to(run);
            try {
                return run.execute();
            } finally {
                opened.journal().close();
                interrupts.close();
            }
        }
    }

    private static void tell(@Nullable Run run, Location from, Failure odd) {
        if (run != null) {
            String root = from.container() + '/';
            run.oddity(odd.where().startsWith(root) ? odd.where().substring(root.length()) : odd.where(), odd);
        }
    }

    private Order order(ObjectStore source, Location from, Location to) throws StoreException {
        requireSource(from);
        Location target = new Location(to.scheme(), to.container(), directoryPrefix(to));
        Order order = new Order("copy", existing(source, from), wiring.endpoint(from, Side.SOURCE, sourceOptions),
                target,
                wiring.endpoint(to, Side.TARGET, targetOptions));
        if (order.sourceEndpoint().equals(order.targetEndpoint()) && order.source().overlaps(order.target())) {
            throw new ConfigurationException("CFG_OVERLAP", order.source() + " and " + order.target() + " overlap",
                    "choose a target that is neither inside the source nor around it");
        }
        return order;
    }

    private void requireSource(Location from) {
        if (from.scheme() == Scheme.LOCAL && !wiring.exists(from)) {
            throw new ConfigurationException("CFG_URI", "there is no file or directory " + from,
                    "check the path of the source");
        }
    }

    private static String directoryPrefix(Location to) {
        if (to.prefix().isEmpty() || to.prefix().endsWith("/")) {
            return to.prefix();
        }
        if (to.scheme() == Scheme.LOCAL) {
            throw new ConfigurationException("CFG_URI", to + " is a file", "give a directory as the target");
        }
        return to.prefix() + '/';
    }

    /// A prefix without a slash at its end names an object if there is one, else what is below it.
    private static Location existing(ObjectStore source, Location from) throws StoreException {
        if (from.prefix().isEmpty() || from.prefix().endsWith("/") || source.stat(from.prefix()).isPresent()) {
            return from;
        }
        return new Location(from.scheme(), from.container(), from.prefix() + '/');
    }
}
