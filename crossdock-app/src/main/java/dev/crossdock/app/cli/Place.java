package dev.crossdock.app.cli;

import dev.crossdock.app.StoreOptions;
import dev.crossdock.app.config.StoreSettings;
import dev.crossdock.object.Location;
import java.util.Optional;

/// A location, and how the configuration says that it is reached.
///
/// @param location resolved: where objects are
/// @param store name of the store of the configuration whose settings hold; empty for none. A directory of a named
///     store has none either, for its path says everything
/// @param settings of that store
record Place(Location location, String store, Optional<StoreSettings> settings) {

    /// A place that only the environment and the command line tell how to reach.
    static Place plain(Location location) {
        return new Place(location, "", Optional.empty());
    }

    /// What the store says, for the command line to go over.
    StoreOptions options() {
        return settings.isEmpty() ? StoreOptions.NONE : StoreOptions.of(settings.get());
    }
}
