package dev.crossdock.app.cli;

import dev.crossdock.app.StoreOptions;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/// How a command that has one location reaches it.
final class PlaceOptions {

    @Option(names = "--endpoint", paramLabel = "URL", description = "S3 service (default: AWS_ENDPOINT_URL_S3).")
    private Optional<String> endpoint = Optional.empty();

    @Option(names = "--region", paramLabel = "REGION", description = "Region (default: AWS_REGION).")
    private Optional<String> region = Optional.empty();

    @Option(names = "--profile", paramLabel = "NAME",
            description = "Profile of the shared AWS configuration (default: AWS_PROFILE).")
    private Optional<String> profile = Optional.empty();

    @Option(names = "--anonymous", description = "Ask without credentials, as public buckets allow.")
    private boolean anonymous;

    @Option(names = "--allow-plain-http", paramLabel = "HOST",
            description = "Talk to HOST without TLS, though it is not this machine.")
    private Set<String> plainHosts = Set.of();

    /// What is said of a place, over what its store says.
    StoreOptions of(Place place) {
        return new StoreWords(endpoint, region, profile, Optional.empty(), Optional.empty(), Optional.empty(),
                anonymous, false).over(place.options(), plainHosts);
    }
}
