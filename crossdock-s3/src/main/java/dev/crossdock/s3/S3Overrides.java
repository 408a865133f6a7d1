package dev.crossdock.s3;

import java.util.Optional;
import java.util.Set;

/// What the command line or the configuration says of an S3 store; it comes before the environment.
///
/// @param endpoint URL of the service
/// @param region that is signed for
/// @param signing whether requests are signed
/// @param plainHosts hosts that may be talked to over http although they are not this machine
public record S3Overrides(Optional<String> endpoint, Optional<String> region, Signing signing, Set<String> plainHosts) {

    /// Whether requests carry a signature.
    public enum Signing {
        /// With whatever credentials there are.
        SIGNED,
        /// Not at all, as public buckets allow.
        ANONYMOUS
    }

    /// Nothing is said.
    public static final S3Overrides NONE = new S3Overrides(Optional.empty(), Optional.empty(), Signing.SIGNED,
            Set.of());

    /// Copies the set.
    public S3Overrides {
        plainHosts = Set.copyOf(plainHosts);
    }

    /// The same, with an endpoint.
    public S3Overrides withEndpoint(String url) {
        return new S3Overrides(Optional.of(url), region, signing, plainHosts);
    }

    /// The same, with a region.
    public S3Overrides withRegion(String name) {
        return new S3Overrides(endpoint, Optional.of(name), signing, plainHosts);
    }
}
