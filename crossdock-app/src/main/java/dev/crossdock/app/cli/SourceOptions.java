package dev.crossdock.app.cli;

import dev.crossdock.app.StoreOptions;
import dev.crossdock.plan.FilterValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/// How the source is reached.
final class SourceOptions {

    @Option(names = "--source-endpoint", paramLabel = "URL",
            description = "S3 service of the source (default: AWS_ENDPOINT_URL_S3).")
    private Optional<String> endpoint = Optional.empty();

    @Option(names = "--source-region", paramLabel = "REGION",
            description = "Region of the source (default: AWS_REGION).")
    private Optional<String> region = Optional.empty();

    @Option(names = "--source-profile", paramLabel = "NAME",
            description = "Profile of the shared AWS configuration (default: AWS_PROFILE).")
    private Optional<String> profile = Optional.empty();

    @Option(names = "--source-role", paramLabel = "ARN", description = "Role to take on to read.")
    private Optional<String> role = Optional.empty();

    @Option(names = "--source-external-id", paramLabel = "ID", description = "External id that the role asks for.")
    private Optional<String> externalId = Optional.empty();

    @Option(names = "--source-owner", paramLabel = "ACCOUNT",
            description = "Account that must own the source bucket.")
    private Optional<String> owner = Optional.empty();

    @Option(names = "--source-anonymous", description = "Read without credentials, as public buckets allow.")
    private boolean anonymous;

    @Option(names = "--source-requester-pays", description = "Pay for requests to the source.")
    private boolean requesterPays;

    @Option(names = "--source-at", paramLabel = "TIME",
            description = "Take objects as they were at TIME, from the versions that the bucket has kept:"
                    + " 2026-11-21 or 2026-11-21T19:30:00Z.")
    private Optional<String> moment = Optional.empty();

    @Option(names = "--source-store", paramLabel = "NAME", hidden = true,
            description = "Store of the configuration that the source is in; what NAME:BUCKET/PREFIX says, too.")
    private Optional<String> store = Optional.empty();

    Place place(Places places, String text) {
        return places.read(text, store);
    }

    StoreOptions of(Place place, Set<String> plainHosts) {
        StoreOptions present = new StoreWords(endpoint, region, profile, role, externalId, owner, anonymous,
                requesterPays).over(place.options(), plainHosts);
        return moment.map(text -> present.at(FilterValues.instant("--source-at", text))).orElse(present);
    }

    /// What of it an order has to name besides the endpoint, which it has in its own place.
    List<String> canonical(Place place) {
        List<String> options = new ArrayList<>(4);
        if (!place.store().isEmpty()) {
            options.add("--source-store=" + place.store());
        }
        region.ifPresent(value -> options.add("--source-region=" + value));
        profile.ifPresent(value -> options.add("--source-profile=" + value));
        role.ifPresent(value -> options.add("--source-role=" + value));
        owner.ifPresent(value -> options.add("--source-owner=" + value));
        moment.ifPresent(value -> options.add("--source-at=" + value));
        if (anonymous) {
            options.add("--source-anonymous");
        }
        if (requesterPays) {
            options.add("--source-requester-pays");
        }
        return options;
    }
}
