package dev.crossdock.app;

import dev.crossdock.env.Env;
import dev.crossdock.gcs.AccessToken;
import dev.crossdock.gcs.AccessTokens;
import dev.crossdock.gcs.GcsEnvironment;
import dev.crossdock.gcs.GcsOptions;
import dev.crossdock.gcs.GcsOverrides;
import dev.crossdock.gcs.GcsWriting;
import dev.crossdock.gcs.auth.GoogleIdentity;
import dev.crossdock.object.Location;
import dev.crossdock.s3.S3Access;
import dev.crossdock.s3.S3Overrides;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Makes of the words that are common to all services what Cloud Storage understands; what it has nothing for is
/// refused by name. In a file of its own, because only commands that have such a bucket shall load it.
final class GcsBuckets {

    private GcsBuckets() {}

    /// The options of a bucket.
    ///
    /// @param seen variables, as the bucket's side sees them
    static GcsOptions options(Env env, Location location, Map<String, String> seen, StoreOptions options) {
        return options(location, seen, options, () -> identity(env, location, seen, options).accessTokens());
    }

    private static GcsOptions options(Location location, Map<String, String> seen, StoreOptions options,
            Supplier<AccessTokens> credentials) {
        refuse(location, options);
        S3Overrides said = options.s3();
        GcsOverrides overrides = new GcsOverrides(said.endpoint(),
                said.signing() == S3Overrides.Signing.ANONYMOUS
                        ? GcsOverrides.Authorizing.ANONYMOUS
                        : GcsOverrides.Authorizing.TOKENS,
                said.plainHosts(),
                said.access().payer() == S3Access.Payer.REQUESTER
                        ? GcsOverrides.Payer.USER_PROJECT
                        : GcsOverrides.Payer.BUCKET,
                options.google().userProject(),
                new GcsWriting(said.writing().storageClass(), options.google().kmsKey()));
        return GcsEnvironment.options(location.container(), seen, overrides, credentials);
    }

    /// Goes all the way to a token, hop by hop; of one that a variable holds there is no way.
    ///
    /// @param trail told of each hop
    static void identify(Env env, Location location, Map<String, String> seen, StoreOptions options, Trail trail)
            throws StoreException {
        AtomicBoolean asked = new AtomicBoolean();
        AccessTokens walking = now -> {
            asked.set(true);
            identity(env, location, seen, options).walk(now, trail);
            return Optional.empty();
        };
        Optional<AccessToken> token = options(location, seen, options, () -> walking).tokens()
                .current(env.clock().now());
        if (!asked.get()) {
            trail.at("token", token.isPresent() ? "as the environment gives it" : "none: requests carry none");
        }
    }

    private static GoogleIdentity identity(Env env, Location location, Map<String, String> seen,
            StoreOptions options) {
        return new Identities(env, location.toString(), seen).google(options.identity().google());
    }

    private static void refuse(Location location, StoreOptions options) {
        String word = foreign(options);
        if (!word.isEmpty()) {
            throw new ConfigurationException("CFG_USAGE", "a " + word + " is given, which " + location + " has not",
                    "leave it out: docs/gcs.md says what buckets of Google take");
        }
    }

    /// The first of the words that mean something to S3 only, or an empty string.
    private static String foreign(StoreOptions options) {
        S3Overrides said = options.s3();
        if (said.region().isPresent()) {
            return "region";
        }
        if (options.profile().isPresent()) {
            return "profile";
        }
        if (said.role().isPresent()) {
            return "role";
        }
        if (!said.access().expectedOwner().isEmpty()) {
            return "owner";
        }
        if (!said.writing().acl().isEmpty()) {
            return "acl";
        }
        return said.writing().encryption().isEmpty() ? "" : "encryption";
    }
}
