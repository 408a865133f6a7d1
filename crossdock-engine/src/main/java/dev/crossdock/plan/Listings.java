package dev.crossdock.plan;

import dev.crossdock.object.Location;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.transfer.Order;

/// The listings that an order is planned from.
public final class Listings {

    private Listings() {}

    /// How the keys below one prefix are listed.
    public interface Way {
        /// Lists, without a request before the first element.
        Listing list(ObjectStore store, ListOptions options);
    }

    /// What the order is to copy: everything below a prefix, or one object that is named by its key.
    public static Listing source(Order order, ObjectStore store, Way way) {
        return below(order.source().prefix(), store, way);
    }

    /// What is at the target in the place of that.
    public static Listing target(Order order, ObjectStore store, Way way) {
        return below(targetPrefix(order), store, way);
    }

    private static Listing below(String prefix, ObjectStore store, Way way) {
        return directory(prefix) ? way.list(store, ListOptions.of(prefix)) : new SingleObject(store, prefix);
    }

    private static String targetPrefix(Order order) {
        Location source = order.source();
        return directory(source.prefix()) ? order.target().prefix() : order.targetKey(source.prefix());
    }

    private static boolean directory(String prefix) {
        return prefix.isEmpty() || prefix.endsWith("/");
    }
}
