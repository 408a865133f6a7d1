package dev.crossdock.app.cli;

import dev.crossdock.app.StoreOptions;
import dev.crossdock.object.Location;
import dev.crossdock.s3.S3Writing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/// How the target is reached, and how objects are made there.
final class TargetOptions {

    @Option(names = "--target-endpoint", paramLabel = "URL",
            description = "S3 service of the target (default: AWS_ENDPOINT_URL_S3).")
    private Optional<String> endpoint = Optional.empty();

    @Option(names = "--target-region", paramLabel = "REGION",
            description = "Region of the target (default: AWS_REGION).")
    private Optional<String> region = Optional.empty();

    @Option(names = "--target-profile", paramLabel = "NAME",
            description = "Profile of the shared AWS configuration (default: AWS_PROFILE).")
    private Optional<String> profile = Optional.empty();

    @Option(names = "--target-role", paramLabel = "ARN", description = "Role to take on to write.")
    private Optional<String> role = Optional.empty();

    @Option(names = "--target-external-id", paramLabel = "ID", description = "External id that the role asks for.")
    private Optional<String> externalId = Optional.empty();

    @Option(names = "--target-owner", paramLabel = "ACCOUNT",
            description = "Account that must own the target bucket.")
    private Optional<String> owner = Optional.empty();

    @Option(names = "--target-storage-class", paramLabel = "CLASS",
            description = "Storage class of new objects (default: the bucket's).")
    private String storageClass = "";

    @Option(names = "--acl", paramLabel = "ACL", description = "Canned access control list of new objects.")
    private String acl = "";

    @Option(names = "--encryption", paramLabel = "MODE",
            description = "AES256, aws:kms or aws:kms:dsse (default: the bucket's).")
    private String encryption = "";

    @Option(names = "--kms-key", paramLabel = "KEY",
            description = "Id, alias or ARN of the key of aws:kms, or a key of Google's.")
    private String kmsKey = "";

    @Option(names = "--target-store", paramLabel = "NAME", hidden = true,
            description = "Store of the configuration that the target is in; what NAME:BUCKET/PREFIX says, too.")
    private Optional<String> store = Optional.empty();

    Place place(Places places, String text) {
        return places.read(text, store);
    }

    StoreOptions of(Place place, Set<String> plainHosts) {
        StoreOptions reached = new StoreWords(endpoint, region, profile, role, externalId, owner, false, false)
                .over(place.options(), plainHosts);
        if (storageClass.isEmpty() && acl.isEmpty() && encryption.isEmpty() && kmsKey.isEmpty()) {
            return reached;
        }
        return place.location().scheme() == Location.Scheme.GCS
                ? google(reached)
                : reached.withWriting(writing(reached.s3().writing()));
    }

    /// At Google a key is all that is said of encryption.
    private StoreOptions google(StoreOptions reached) {
        S3Writing under = reached.s3().writing();
        StoreOptions written = reached
                .withWriting(new S3Writing(either(storageClass, under.storageClass()), acl, encryption, ""));
        return kmsKey.isEmpty() ? written : written.withGoogleKey(kmsKey);
    }

    /// A key belongs to its encryption: another encryption than that of the store leaves the store's key out, unless it
    /// works with keys, too.
    private S3Writing writing(S3Writing under) {
        String storesKey = encryption.isEmpty() || encryption.startsWith("aws:kms") ? under.kmsKey() : "";
        return new S3Writing(either(storageClass, under.storageClass()), either(acl, under.acl()),
                either(encryption, under.encryption()), either(kmsKey, storesKey));
    }

    private static String either(String given, String under) {
        return given.isEmpty() ? under : given;
    }

    /// What of it an order has to name besides the endpoint, which it has in its own place.
    List<String> canonical(Place place) {
        List<String> options = new ArrayList<>(4);
        name("--target-store=", place.store(), options);
        region.ifPresent(value -> options.add("--target-region=" + value));
        profile.ifPresent(value -> options.add("--target-profile=" + value));
        role.ifPresent(value -> options.add("--target-role=" + value));
        owner.ifPresent(value -> options.add("--target-owner=" + value));
        name("--target-storage-class=", storageClass, options);
        name("--acl=", acl, options);
        name("--encryption=", encryption, options);
        name("--kms-key=", kmsKey, options);
        return options;
    }

    private static void name(String option, String value, List<String> options) {
        if (!value.isEmpty()) {
            options.add(option + value);
        }
    }
}
