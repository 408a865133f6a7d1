package dev.crossdock.app.cli;

import dev.crossdock.app.Side;
import dev.crossdock.app.StoreOptions;
import dev.crossdock.app.Wiring;
import dev.crossdock.object.Location;
import dev.crossdock.object.Location.Scheme;
import dev.crossdock.plan.Pairs;
import dev.crossdock.run.Verification;
import dev.crossdock.run.VerificationTally;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.Failure;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Order;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One verification, from the locations as given to its end.
///
/// @param wiring opens what is needed
/// @param sourceOptions what the command line says of the source
/// @param targetOptions what it says of the target
/// @param demands what to verify, and how
record VerifyJob(Wiring wiring, StoreOptions sourceOptions, StoreOptions targetOptions,
        Verification.Demands demands) {

    /// Verifies.
    ///
    /// @return why it did not see everything; empty if it did
    /// @throws StoreException if it could not begin
    Optional<Failure> execute(Location from, Location to, VerificationTally tally, Verification.Listener listener)
            throws StoreException {
        require(from, "source");
        require(to, "target");
        AtomicReference<@Nullable Verification> running = new AtomicReference<>();
        try (ObjectStore source = wiring.open(from, Side.SOURCE, sourceOptions,
                odd -> tell(running.get(), Pairs.Side.SOURCE, odd), repeated -> {
                });
                ObjectStore target = wiring.open(to, Side.TARGET, targetOptions,
                        odd -> tell(running.get(), Pairs.Side.TARGET, odd), repeated -> {
                        })) {
            Order order = order(source, from, to);
            Verification verification = new Verification(wiring.env(), order, source, target, demands, tally,
                    listener);
            running.set(verification);
            return verification.execute(Pairs.of(order, source, target, wiring::list));
        }
    }

    private static void tell(@Nullable Verification verification, Pairs.Side side, Failure odd) {
        if (verification != null) {
            verification.oddity(side, odd);
        }
    }

    private Order order(ObjectStore source, Location from, Location to) throws StoreException {
        return new Order("verify", Ends.existing(source, from), wiring.endpoint(from, Side.SOURCE, sourceOptions),
                new Location(to.scheme(), to.container(), Ends.directoryPrefix(to)),
                wiring.endpoint(to, Side.TARGET, targetOptions));
    }

    private void require(Location place, String side) {
        if (place.scheme() == Scheme.LOCAL && !wiring.exists(place)) {
            throw new ConfigurationException("CFG_URI", "there is no file or directory " + place,
                    "check the path of the " + side);
        }
    }
}
