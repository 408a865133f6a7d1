package dev.crossdock.s3;

import dev.crossdock.wire.HttpLimits;
import dev.crossdock.wire.Origin;
import dev.crossdock.wire.Proxy;
import dev.crossdock.wire.TlsTrust;
import java.util.Map;
import java.util.Optional;

/// All that it takes to reach a bucket.
///
/// @param bucket its name
/// @param profile kind of service
/// @param endpoint where the service listens, or empty for the one of the region at Amazon S3; requests go to this
///     origin only
/// @param basePath what stands before the bucket in every path of a given endpoint: empty, or `/` and more
/// @param region signed for, such as `us-east-1`
/// @param credentials what requests are signed with
/// @param limits of the connections
/// @param trust whose certificates are believed
/// @param proxies variables that may name a proxy: the environment, or nothing for none
public record S3Options(String bucket, S3Profile profile, Optional<Origin> endpoint, String basePath, String region,
        CredentialsSource credentials, HttpLimits limits, TlsTrust trust, Map<String, String> proxies) {

    /// Refuses what would change the meaning of an address.
    public S3Options {
        Addresses.checkBucket(bucket);
        if (!Addresses.isRegion(region)) {
            throw new IllegalArgumentException("region " + region);
        }
        proxies = Map.copyOf(proxies);
    }

    /// A compatible service at a given place, without proxy, for tests and tools.
    public static S3Options generic(String bucket, Origin endpoint, String region, CredentialsSource credentials) {
        return new S3Options(bucket, S3Profile.GENERIC, Optional.of(endpoint), "", region, credentials,
                HttpLimits.DEFAULT,
                TlsTrust.system(), Map.of());
    }

    /// The proxy towards an origin.
    Optional<Proxy> proxy(Origin origin) {
        return Proxy.fromEnvironment(proxies, origin);
    }

    @Override
    public String toString() {
        return "s3://" + bucket + " at " + endpoint.map(Origin::toString).orElse(region);
    }
}
