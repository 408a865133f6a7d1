package dev.crossdock.app.cli;

import dev.crossdock.app.config.Configuration;
import dev.crossdock.app.config.NamedPlace;
import dev.crossdock.app.config.Shown;
import dev.crossdock.app.config.StoreSettings;
import dev.crossdock.object.Location;
import dev.crossdock.store.ConfigurationException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// Finds the stores of the configuration by their names.
///
/// @param configuration which has them
record NamedStores(Configuration configuration) {

    /// The store that a location as written names.
    ///
    /// @param text the location, for messages
    /// @throws ConfigurationException CFG_UNKNOWN
    StoreSettings of(NamedPlace place, String text) {
        Optional<StoreSettings> store = configuration.store(place.name());
        if (store.isPresent()) {
            return store.get();
        }
        Optional<String> near = configuration.storeNear(place.name());
        throw unknown(place.name(),
                near.isPresent()
                        ? "did you mean " + near.get() + Shown.bare(text.substring(place.name().length())) + " ?"
                        : "write s3://BUCKET/PREFIX, gs://BUCKET/PREFIX or a path, a path with a colon as ./"
                                + Shown.bare(text)
                                + "; the configuration file names stores (docs/configuration.md)");
    }

    /// The store that an option names, for a location that does not.
    ///
    /// @throws ConfigurationException CFG_UNKNOWN, or CFG_USAGE if the store has no such locations
    StoreSettings of(String name, Location location) {
        StoreSettings store = configuration.store(name).orElseThrow(() -> unknown(name, configuration.storeNear(name)
                .map(near -> "did you mean " + near + " ?").orElse("the configuration file names stores")));
        boolean fits = switch (store.kind()) {
            case S3 -> location.scheme() == Location.Scheme.S3;
            case GCS -> location.scheme() == Location.Scheme.GCS;
            case LOCAL -> location.scheme() == Location.Scheme.LOCAL;
        };
        if (!fits) {
            throw new ConfigurationException("CFG_USAGE", location + " cannot be in the store " + name,
                    "leave out the store, or write the location as " + name + ":BUCKET/PREFIX");
        }
        return store;
    }

    /// The directory or file that a place in a store of directories is.
    ///
    /// @throws ConfigurationException CFG_URI if it is not below the store's root
    static Path path(StoreSettings store, NamedPlace place, String text) {
        Path root = Objects.requireNonNull(store.root().orElse(null), "a store of directories has a root");
        Path path = root.resolve(place.bucket().isEmpty() ? place.prefix() : place.bucket() + '/' + place.prefix())
                .normalize();
        if (!path.startsWith(root)) {
            throw new ConfigurationException("CFG_URI", Shown.bare(text) + " leaves " + root,
                    "name what is below it, without ..");
        }
        return path;
    }

    private static ConfigurationException unknown(String name, String remedy) {
        return new ConfigurationException("CFG_UNKNOWN", "no store is named " + Shown.text(name), remedy);
    }
}
