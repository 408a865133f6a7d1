package dev.crossdock.s3;

import dev.crossdock.store.ConfigurationException;
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
/// @param access how the bucket is addressed, and what every request says
/// @param writing how objects are made
public record S3Options(String bucket, S3Profile profile, Optional<Origin> endpoint, String basePath, String region,
        CredentialsSource credentials, HttpLimits limits, TlsTrust trust, Map<String, String> proxies, S3Access access,
        S3Writing writing) {

    /// With the usual access, and objects as the bucket makes them.
    public S3Options(String bucket, S3Profile profile, Optional<Origin> endpoint, String basePath, String region,
            CredentialsSource credentials, HttpLimits limits, TlsTrust trust, Map<String, String> proxies) {
        this(bucket, profile, endpoint, basePath, region, credentials, limits, trust, proxies, S3Access.USUAL,
                S3Writing.PLAIN);
    }

    /// Refuses what would change the meaning of an address.
    public S3Options {
        Addresses.checkBucket(bucket);
        if (!Addresses.isRegion(region)) {
            throw new IllegalArgumentException("region " + region);
        }
        proxies = Map.copyOf(proxies);
        boolean numeric = endpoint.isPresent() && isNumeric(endpoint.get().host());
        if (access.addressing() == S3Access.Addressing.VIRTUAL && (numeric || !Addresses.isHostLabel(bucket))) {
            throw new ConfigurationException("CFG_ADDRESSING",
                    numeric
                            ? "the endpoint is an address of numbers, which no bucket's name can stand before"
                            : "the bucket's name cannot be part of a host name",
                    "address it by path");
        }
    }

    private static boolean isNumeric(String host) {
        return host.indexOf(':') >= 0 || Character.digit(host.charAt(host.length() - 1), 10) >= 0;
    }

    /// The service that the bucket is at: buckets of the same one can be copied to each other within it.
    String service() {
        if (endpoint.isEmpty()) {
            return Addresses.partition(Addresses.amazon(region).host());
        }
        String partition = Addresses.partition(endpoint.get().host());
        return partition.isEmpty() ? endpoint.get() + basePath : partition;
    }

    /// A compatible service at a given place, without proxy, for tests and tools.
    public static S3Options generic(String bucket, Origin endpoint, String region, CredentialsSource credentials) {
        return new S3Options(bucket, S3Profile.GENERIC, Optional.of(endpoint), "", region, credentials,
                HttpLimits.DEFAULT,
                TlsTrust.system(), Map.of());
    }

    /// The same with another access.
    public S3Options with(S3Access other) {
        return new S3Options(bucket, profile, endpoint, basePath, region, credentials, limits, trust, proxies, other,
                writing);
    }

    /// The same with objects made in another way.
    public S3Options with(S3Writing other) {
        return new S3Options(bucket, profile, endpoint, basePath, region, credentials, limits, trust, proxies, access,
                other);
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
