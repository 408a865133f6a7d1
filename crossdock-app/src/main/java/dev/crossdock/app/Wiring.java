package dev.crossdock.app;

import dev.crossdock.env.Env;
import dev.crossdock.gcs.GcsOptions;
import dev.crossdock.gcs.GcsStore;
import dev.crossdock.ledger.FileLedger;
import dev.crossdock.object.Location;
import dev.crossdock.plan.Listings;
import dev.crossdock.s3.S3Environment;
import dev.crossdock.s3.S3Options;
import dev.crossdock.s3.S3Overrides;
import dev.crossdock.s3.S3Store;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.Failure;
import dev.crossdock.store.GovernedStore;
import dev.crossdock.store.Governor;
import dev.crossdock.store.Limits;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.PastStore;
import dev.crossdock.store.RetryBudget;
import dev.crossdock.store.RetryPolicy;
import dev.crossdock.store.RetryingStore;
import dev.crossdock.store.SplitListing;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import dev.crossdock.store.local.LocalStore;
import dev.crossdock.transfer.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/// Puts the product together, by hand: which store a location means, and what is wrapped around it.
public final class Wiring {

    /// More pages at once gain little: they are to be merged in order, too.
    private static final int LISTING_WAYS = 32;

    private final Env env;
    private final Map<String, String> environment;
    private final Limits limits;

    private Wiring(Env env, Map<String, String> environment) {
        this.env = env;
        this.environment = environment;
        this.limits = new Limits(env);
    }

    /// For commands that may run long and do much at once.
    public static Wiring forRuns(Map<String, String> environment) {
        return new Wiring(Env.production(), environment);
    }

    /// For commands that end within a second.
    public static Wiring forShortCommands(Map<String, String> environment) {
        return new Wiring(Env.productionForShortCommands(), environment);
    }

    /// The machine.
    public Env env() {
        return env;
    }

    /// Opens the store of a location, with calls repeated where that is safe.
    ///
    /// @param location whose container is opened
    /// @param side whose variables count
    /// @param options what the command line and the configuration say; secrets that they refer to are looked up now
    /// @param oddities told of what a listing meets that can be no object
    /// @param repeated told of each failure that led to a repeat
    public ObjectStore open(Location location, Side side, StoreOptions options, Consumer<Failure> oddities,
            Consumer<Failure> repeated) {
        ObjectStore store = switch (location.scheme()) {
            case S3 -> new GovernedStore(new S3Store(env, s3(location, side, options)), new Governor(env), limits);
            case GCS -> new GovernedStore(new GcsStore(env, gcs(location, side, options)), new Governor(env), limits);
            case LOCAL -> new LocalStore(env, Path.of(location.container()), oddities);
        };
        ObjectStore repeating = new RetryingStore(env, store, RetryPolicy.CALLS, new RetryBudget(env), repeated);
        return options.moment().isEmpty() ? repeating : past(repeating, location, options.moment().get());
    }

    private static ObjectStore past(ObjectStore store, Location location, Instant moment) {
        if (location.scheme() != Location.Scheme.S3) {
            // Google lists no deletions, so a key that was gone by then would come back.
            store.close();
            throw new ConfigurationException("CFG_VALUE", "the past of " + location + " cannot be read",
                    "give --source-at with a source of Amazon S3 whose bucket keeps versions");
        }
        return new PastStore(store, moment);
    }

    /// The endpoint that tells two services apart, as an order has it: empty for directories.
    public String endpoint(Location location, Side side, StoreOptions options) {
        return switch (location.scheme()) {
            case S3 -> s3(location, side, options).endpoint().map(Object::toString).orElse("https://s3.amazonaws.com");
            case GCS -> gcs(location, side, options).endpoint();
            case LOCAL -> "";
        };
    }

    private GcsOptions gcs(Location location, Side side, StoreOptions options) {
        return GcsBuckets.options(env, location, side.environment(environment), options);
    }

    private S3Options s3(Location location, Side side, StoreOptions options) {
        Map<String, String> seen = side.environment(environment);
        if (options.profile().isPresent()) {
            // Who names a profile means its keys, not those that happen to be in the environment.
            seen.put("AWS_PROFILE", options.profile().get());
            seen.remove("AWS_ACCESS_KEY_ID");
            seen.remove("AWS_SECRET_ACCESS_KEY");
            seen.remove("AWS_SESSION_TOKEN");
        }
        S3Overrides overrides = options.s3();
        if (options.identity().webIdentity().isPresent()) {
            overrides = overrides.withKeys(new Identities(env, location.toString(), seen)
                    .webIdentity(options.identity().webIdentity().get(), options.identity().google(), overrides));
        } else if (options.keys().isPresent() && options.keys().get().areRemote()) {
            overrides = overrides.withKeys(new Identities(env, location.toString(), seen)
                    .keys(options.keys().get(), environment, overrides));
        } else if (options.keys().isPresent()) {
            options.keys().get().putInto(seen, env.disk(), environment);
        }
        return S3Environment.options(env, location.container(), seen, overrides);
    }

    /// Goes all the way to the credentials of a location, hop by hop; a directory needs none.
    ///
    /// @param trail told of each hop
    /// @throws StoreException if one fails, the last one that was told of
    public void identify(Location location, Side side, StoreOptions options, Trail trail) throws StoreException {
        switch (location.scheme()) {
            case S3 -> s3(location, side, options).credentials().walk(env.clock().now(), trail);
            case GCS -> GcsBuckets.identify(env, location, side.environment(environment), options, trail);
            case LOCAL -> {
                // whoever runs the command
            }
        }
    }

    /// Caps on what is asked of all services together; they can be changed at any time.
    public Limits limits() {
        return limits;
    }

    /// Lists what an order is to copy.
    public Listing source(Order order, ObjectStore store) {
        return Listings.source(order, store, this::list);
    }

    /// Lists what is at the target of an order.
    public Listing target(Order order, ObjectStore store) {
        if (order.target().scheme() == Location.Scheme.LOCAL && !exists(order.target())) {
            // A plan creates nothing; a run has created it before it lists.
            return Listing.NOTHING;
        }
        return Listings.target(order, store, this::list);
    }

    /// Lists keys of a store, in parallel where that is worth it: a long listing of a service is read at many places at
    /// once, a directory is read as it comes.
    public Listing list(ObjectStore store, ListOptions options) {
        // Of all versions there is no listing by windows of keys everywhere, so the past is listed page by page.
        return !(store instanceof PastStore)
                && (store.name().startsWith("s3://") || store.name().startsWith("gs://"))
                        ? SplitListing.of(env, store, options, LISTING_WAYS)
                        : store.list(options);
    }

    /// Whether the directory of a local location is there.
    public boolean exists(Location location) {
        try {
            return env.disk().stat(Path.of(location.container())).isPresent();
        } catch (IOException e) {
            // What is wrong with it shows when it is listed.
            return true;
        }
    }

    /// Makes the directory that objects go to, where it is missing.
    public void createTarget(Location location) throws StoreException {
        if (location.scheme() == Location.Scheme.LOCAL) {
            new LocalStore(env, Path.of(location.container())).createRoot();
        }
    }

    /// The journals of all runs.
    public FileLedger ledger() {
        return new FileLedger(env, stateDirectory(), "crossdock " + Version.text());
    }

    /// `$CROSSDOCK_HOME`, else `$XDG_STATE_HOME/crossdock`, else `~/.local/state/crossdock`.
    private Path stateDirectory() {
        String home = environment.getOrDefault("CROSSDOCK_HOME", "");
        if (!home.isEmpty()) {
            return Path.of(home).toAbsolutePath();
        }
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        if (!state.isEmpty()) {
            return Path.of(state).toAbsolutePath().resolve("crossdock");
        }
        String user = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
        if (user.isEmpty() || user.equals("?")) {
            throw new ConfigurationException("CFG_LEDGER", "there is no home directory to keep the journals of runs in",
                    "set CROSSDOCK_HOME to a directory on a local disk");
        }
        return Path.of(user).resolve(".local/state/crossdock");
    }
}
