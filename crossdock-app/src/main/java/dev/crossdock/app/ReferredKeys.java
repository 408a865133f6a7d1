package dev.crossdock.app;

import dev.crossdock.app.config.SecretReference;
import dev.crossdock.app.config.StoreSettings;
import dev.crossdock.env.Env;
import dev.crossdock.gcs.auth.GoogleIdentity;
import dev.crossdock.s3.AwsIdentity;
import dev.crossdock.s3.Credentials;
import dev.crossdock.s3.CredentialsSource;
import dev.crossdock.s3.Secret;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.Renewed;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import dev.crossdock.wire.JsonDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Keys that are kept as secrets with AWS or Google. They are read when they are first needed and once an hour after
/// that, so that a new version comes into use; when that fails, those that were read stay in use.
final class ReferredKeys implements CredentialsSource {

    private static final Duration READ_AGAIN = Duration.ofHours(1);
    private static final Duration OUTAGE_MAX = Duration.ofDays(7);

    /// Where secrets are; looked for when one is needed from there.
    interface Places {

        /// Whoever may read Secrets Manager.
        AwsIdentity aws();

        /// Whoever may read Secret Manager.
        GoogleIdentity google();
    }

    private final Env env;
    private final String store;
    private final StoreSettings.Keys keys;
    private final Places places;
    private final Map<String, String> environment;
    private final Renewed<Credentials> read;

    /// @param store who is reached with the keys, for messages
    /// @param environment of the process, which references are to
    ReferredKeys(Env env, String store, StoreSettings.Keys keys, Places places, Map<String, String> environment) {
        this.env = env;
        this.store = store;
        this.keys = keys;
        this.places = places;
        this.environment = environment;
        this.read = new Renewed<>(env, OUTAGE_MAX,
                now -> new Renewed.Lease<>(read(now, Trail.NONE), now.plus(READ_AGAIN).plus(OUTAGE_MAX)));
    }

    @Override
    public Optional<Credentials> current(Instant now) throws StoreException {
        return Optional.of(read.at(now));
    }

    @Override
    public void walk(Instant now, Trail trail) throws StoreException {
        Credentials found = read(now, trail);
        trail.at("aws keys", "by reference");
        trail.found(found.shown());
    }

    private Credentials read(Instant now, Trail trail) throws StoreException {
        String accessKey = text(keys.accessKeyId(), now, trail);
        String secret = text(keys.secretAccessKey(), now, trail);
        Optional<Secret> token = keys.sessionToken().isPresent()
                ? Optional.of(new Secret(text(keys.sessionToken().get(), now, trail)))
                : Optional.empty();
        try {
            return new Credentials(accessKey, new Secret(secret), token, Optional.empty());
        } catch (IllegalArgumentException e) {
            throw failure(FailureCode.AUTH_INVALID, "a secret that is referred to is no key: " + e.getMessage());
        }
    }

    private String text(SecretReference reference, Instant now, Trail trail) throws StoreException {
        if (!reference.isRemote()) {
            return reference.resolve(env.disk(), environment);
        }
        int hash = reference.name().indexOf('#');
        String name = hash < 0 ? reference.name() : reference.name().substring(0, hash);
        String text = reference.origin() == SecretReference.Origin.AWS_SECRET
                ? places.aws().secret(name, now, trail)
                : places.google().secret(name, now, trail);
        if (hash < 0) {
            return text;
        }
        String field = reference.name().substring(hash + 1);
        String found = JsonDocument.parse(text).map(json -> json.text(field)).orElse("").strip();
        if (found.isEmpty()) {
            throw failure(FailureCode.AUTH_MISSING, "the secret " + name + " has no field " + field + " of JSON");
        }
        return found;
    }

    private StoreException failure(FailureCode code, String message) {
        return new StoreException(Failure.of(code, Operation.AUTHENTICATE, store, message));
    }
}
