package dev.crossdock.app.cli;

import dev.crossdock.app.StoreOptions;
import dev.crossdock.s3.S3Access;
import dev.crossdock.s3.S3Overrides;
import dev.crossdock.s3.S3Role;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What was said of a store on the command line, in words.
///
/// @param endpoint URL of the service
/// @param region signed for
/// @param profile of the shared configuration
/// @param role ARN of one to take on
/// @param externalId of that role
/// @param owner account that must own the bucket
/// @param anonymous whether requests are not signed
/// @param requesterPays whether requests say so
record StoreWords(Optional<String> endpoint, Optional<String> region, Optional<String> profile, Optional<String> role,
        Optional<String> externalId, Optional<String> owner, boolean anonymous, boolean requesterPays) {

    /// What they come to over what the configuration says; they win.
    StoreOptions over(StoreOptions under, Set<String> plainHosts) {
        S3Overrides s3 = new S3Overrides(endpoint.isPresent() ? endpoint : under.s3().endpoint(),
                region.isPresent() ? region : under.s3().region(), signing(under),
                together(plainHosts, under.s3().plainHosts()), access(under.s3().access()), under.s3().writing(),
                anonymous ? Optional.empty() : under.s3().role());
        if (role.isPresent()) {
            S3Role taken = S3Role.of(role.get());
            s3 = s3.withRole(externalId.isPresent() ? taken.withExternalId(externalId.get()) : taken);
        }
        // Who names a profile, or nobody, means no other keys.
        boolean other = profile.isPresent() || anonymous;
        return new StoreOptions(other ? profile : under.profile(), other ? Optional.empty() : under.keys(), s3,
                under.google(), other ? under.identity().withoutAws() : under.identity(), under.moment());
    }

    private S3Overrides.Signing signing(StoreOptions under) {
        if (anonymous) {
            return S3Overrides.Signing.ANONYMOUS;
        }
        return profile.isPresent() || role.isPresent() ? S3Overrides.Signing.SIGNED : under.s3().signing();
    }

    private S3Access access(S3Access under) {
        return new S3Access(owner.isPresent() ? owner.get() : under.expectedOwner(),
                requesterPays ? S3Access.Payer.REQUESTER : under.payer(), under.addressing());
    }

    private static Set<String> together(Set<String> given, Set<String> under) {
        if (under.isEmpty()) {
            return given;
        }
        Set<String> all = new HashSet<>(given);
        all.addAll(under);
        return all;
    }
}
