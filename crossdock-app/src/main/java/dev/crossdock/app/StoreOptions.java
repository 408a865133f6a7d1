package dev.crossdock.app;

import dev.crossdock.app.config.IdentitySettings;
import dev.crossdock.app.config.StoreSettings;
import dev.crossdock.s3.S3Access;
import dev.crossdock.s3.S3Overrides;
import dev.crossdock.s3.S3Role;
import dev.crossdock.s3.S3Writing;
import java.time.Instant;
import java.util.Optional;

/// What the command line or the configuration says of one store, over what the environment says.
///
/// @param profile of the shared AWS configuration, before `AWS_PROFILE`
/// @param keys where credentials are, before those of the environment; without a profile
/// @param s3 everything that concerns the service; directories have no use for it
/// @param google what only a store at Google has
/// @param identity who the store is reached as; its role is in `s3`
/// @param moment of the past that the store is seen at; empty for the present
public record StoreOptions(Optional<String> profile, Optional<StoreSettings.Keys> keys, S3Overrides s3,
        GcsWords google, IdentitySettings identity, Optional<Instant> moment) {

    /// Nothing is said.
    public static final StoreOptions NONE = new StoreOptions(Optional.empty(), Optional.empty(), S3Overrides.NONE,
            GcsWords.NONE, IdentitySettings.NONE, Optional.empty());

    /// Credentials come from one place.
    public StoreOptions {
        if (profile.isPresent() && keys.isPresent()) {
            throw new IllegalArgumentException("keys beside profile " + profile.get());
        }
    }

    /// What a store of the configuration says.
    public static StoreOptions of(StoreSettings store) {
        S3Overrides.Signing signing = store.switches().contains(StoreSettings.Switch.ANONYMOUS)
                ? S3Overrides.Signing.ANONYMOUS
                : S3Overrides.Signing.SIGNED;
        return new StoreOptions(store.profile(), store.keys(), new S3Overrides(store.endpoint(), store.region(),
                signing, store.plainHosts(), access(store), writing(store), role(store.identity())), google(store),
                store.identity(), Optional.empty());
    }

    /// The same with objects made in another way.
    public StoreOptions withWriting(S3Writing other) {
        return new StoreOptions(profile, keys, s3.withWriting(other), google, identity, moment);
    }

    /// The same with another customer-managed key at Google.
    public StoreOptions withGoogleKey(String key) {
        return new StoreOptions(profile, keys, s3, google.withKmsKey(key), identity, moment);
    }

    /// The same, seen as it was.
    public StoreOptions at(Instant past) {
        return new StoreOptions(profile, keys, s3, google, identity, Optional.of(past));
    }

    private static Optional<S3Role> role(IdentitySettings identity) {
        return identity.role().map(arn -> S3Role.of(arn).withExternalId(identity.externalId().orElse("")));
    }

    private static GcsWords google(StoreSettings store) {
        return store.kind() == StoreSettings.Kind.GCS
                ? new GcsWords(store.userProject().orElse(""), store.kmsKey().orElse(""))
                : GcsWords.NONE;
    }

    private static S3Access access(StoreSettings store) {
        return new S3Access(store.expectedBucketOwner().orElse(""),
                store.switches().contains(StoreSettings.Switch.REQUESTER_PAYS)
                        ? S3Access.Payer.REQUESTER
                        : S3Access.Payer.OWNER,
                store.addressing().isEmpty()
                        ? S3Access.Addressing.AUTO
                        : switch (store.addressing().get()) {
                            case PATH -> S3Access.Addressing.PATH;
                            case VIRTUAL -> S3Access.Addressing.VIRTUAL;
                        });
    }

    private static S3Writing writing(StoreSettings store) {
        String encryption = store.encryption().isEmpty() ? "" : switch (store.encryption().get()) {
            case SSE_S3 -> "AES256";
            case SSE_KMS -> "aws:kms";
        };
        String key = store.kind() == StoreSettings.Kind.GCS ? "" : store.kmsKey().orElse("");
        return new S3Writing(store.storageClass().orElse(""), store.acl().orElse(""), encryption, key);
    }
}
