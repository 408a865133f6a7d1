package dev.crossdock.app.cli;

import dev.crossdock.app.Side;
import dev.crossdock.app.StoreOptions;
import dev.crossdock.app.Wiring;
import dev.crossdock.object.Location;
import dev.crossdock.object.Location.Scheme;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.Failure;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import dev.crossdock.transfer.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Both ends of a transfer, opened.
///
/// @param order what is between them
/// @param source opened
/// @param target opened
record Ends(Order order, ObjectStore source, ObjectStore target) implements AutoCloseable {

    /// What a command was asked for.
    ///
    /// @param verb of the order
    /// @param from source as written
    /// @param to target as written
    /// @param sides how to reach them
    /// @param options what else makes the order, in canonical form
    record Request(String verb, String from, String to, SideOptions sides, List<String> options) {}

    /// Opens both.
    ///
    /// @param oddities told of what the source's listing meets that can be no object
    /// @param repeated told of each failure that led to a repeat
    static Ends open(Wiring wiring, Console console, Request request, Consumer<Failure> oddities,
            Consumer<Failure> repeated) throws StoreException {
        Places places = new Places(wiring.env().disk(), console);
        Place fromPlace = request.sides().place(Side.SOURCE, places, request.from());
        Place toPlace = request.sides().place(Side.TARGET, places, request.to());
        Location from = fromPlace.location();
        Location to = toPlace.location();
        requireSource(wiring, from);
        Location targetLocation = new Location(to.scheme(), to.container(), directoryPrefix(to));
        StoreOptions sourceOptions = request.sides().of(Side.SOURCE, fromPlace);
        StoreOptions targetOptions = request.sides().of(Side.TARGET, toPlace);
        ObjectStore source = wiring.open(from, Side.SOURCE, sourceOptions, oddities, repeated);
        try {
            List<String> options = new ArrayList<>(request.sides().canonical(fromPlace, toPlace));
            options.addAll(request.options());
            Order order = new Order(request.verb(), existing(source, from),
                    wiring.endpoint(from, Side.SOURCE, sourceOptions), targetLocation,
                    wiring.endpoint(to, Side.TARGET, targetOptions), options);
            requireApart(order);
            return new Ends(order, source, wiring.open(to, Side.TARGET, targetOptions, odd -> {
            }, repeated));
        } catch (StoreException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private static void requireSource(Wiring wiring, Location from) {
        if (from.scheme() == Scheme.LOCAL && !wiring.exists(from)) {
            throw new ConfigurationException("CFG_URI", "there is no file or directory " + from,
                    "check the path of the source");
        }
    }

    private static void requireApart(Order order) {
        if (order.sourceEndpoint().equals(order.targetEndpoint()) && order.source().overlaps(order.target())) {
            throw new ConfigurationException("CFG_OVERLAP", order.source() + " and " + order.target() + " overlap",
                    "choose a target that is neither inside the source nor around it");
        }
    }

    /// What the keys below a target begin with: empty, or up to a slash.
    static String directoryPrefix(Location to) {
        if (to.prefix().isEmpty() || to.prefix().endsWith("/")) {
            return to.prefix();
        }
        if (to.scheme() == Scheme.LOCAL) {
            throw new ConfigurationException("CFG_URI", to + " is a file", "give a directory as the target");
        }
        return to.prefix() + '/';
    }

    /// A prefix without a slash at its end names an object if there is one, else what is below it.
    static Location existing(ObjectStore source, Location from) throws StoreException {
        if (from.prefix().isEmpty() || from.prefix().endsWith("/") || source.stat(from.prefix()).isPresent()) {
            return from;
        }
        return new Location(from.scheme(), from.container(), from.prefix() + '/');
    }

    @Override
    public void close() {
        source.close();
        target.close();
    }
}
