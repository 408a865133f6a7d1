package dev.crossdock.s3;

import java.util.Optional;
import java.util.Set;

/// What the command line or the configuration says of an S3 store; it comes before the environment.
///
/// @param endpoint URL of the service
/// @param region that is signed for
/// @param signing whether requests are signed
/// @param plainHosts hosts that may be talked to over http although they are not this machine
/// @param access how the bucket is addressed, whose it must be, and who pays
/// @param writing how objects are made
/// @param role to take on before anything is asked of the bucket
/// @param keys where credentials come from, in place of those of the environment
public record S3Overrides(Optional<String> endpoint, Optional<String> region, Signing signing, Set<String> plainHosts,
        S3Access access, S3Writing writing, Optional<S3Role> role, Optional<CredentialsSource> keys) {

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

    /// With the usual access, objects as the bucket makes them, and no role.
    public S3Overrides(Optional<String> endpoint, Optional<String> region, Signing signing, Set<String> plainHosts) {
        this(endpoint, region, signing, plainHosts, S3Access.USUAL, S3Writing.PLAIN, Optional.empty());
    }

    /// With the credentials of the environment.
    public S3Overrides(Optional<String> endpoint, Optional<String> region, Signing signing, Set<String> plainHosts,
            S3Access access, S3Writing writing, Optional<S3Role> role) {
        this(endpoint, region, signing, plainHosts, access, writing, role, Optional.empty());
    }

    /// The same, with an endpoint.
    public S3Overrides withEndpoint(String url) {
        return new S3Overrides(Optional.of(url), region, signing, plainHosts, access, writing, role, keys);
    }

    /// The same, with a region.
    public S3Overrides withRegion(String name) {
        return new S3Overrides(endpoint, Optional.of(name), signing, plainHosts, access, writing, role, keys);
    }

    /// The same, signed or not.
    public S3Overrides withSigning(Signing other) {
        return new S3Overrides(endpoint, region, other, plainHosts, access, writing, role, keys);
    }

    /// The same, with another access.
    public S3Overrides withAccess(S3Access other) {
        return new S3Overrides(endpoint, region, signing, plainHosts, other, writing, role, keys);
    }

    /// The same, with objects made in another way.
    public S3Overrides withWriting(S3Writing other) {
        return new S3Overrides(endpoint, region, signing, plainHosts, access, other, role, keys);
    }

    /// The same, with a role.
    public S3Overrides withRole(S3Role other) {
        return new S3Overrides(endpoint, region, signing, plainHosts, access, writing, Optional.of(other), keys);
    }

    /// The same, with credentials from elsewhere.
    public S3Overrides withKeys(CredentialsSource source) {
        return new S3Overrides(endpoint, region, signing, plainHosts, access, writing, role, Optional.of(source));
    }
}
