package dev.crossdock.gcs;

import java.util.Optional;
import java.util.Set;

/// What the command line or the configuration says of a store; it comes before the environment.
///
/// @param endpoint URL of the service
/// @param authorizing whether requests carry a token
/// @param plainHosts hosts that may be talked to over http although they are not this machine
/// @param payer who pays for requests
/// @param userProject project that pays, or an empty string for the one of the environment
/// @param writing how objects are made
public record GcsOverrides(Optional<String> endpoint, Authorizing authorizing, Set<String> plainHosts, Payer payer,
        String userProject, GcsWriting writing) {

    /// Whether requests carry a token.
    public enum Authorizing {
        /// With whatever credentials there are.
        TOKENS,
        /// Not at all, as public buckets allow.
        ANONYMOUS
    }

    /// Who pays for requests.
    public enum Payer {
        /// The bucket's project.
        BUCKET,
        /// A project that is named.
        USER_PROJECT
    }

    /// Nothing is said.
    public static final GcsOverrides NONE = new GcsOverrides(Optional.empty(), Authorizing.TOKENS, Set.of(),
            Payer.BUCKET, "", GcsWriting.PLAIN);

    /// Copies the set. Who names a project means it to pay.
    public GcsOverrides {
        plainHosts = Set.copyOf(plainHosts);
        payer = userProject.isEmpty() ? payer : Payer.USER_PROJECT;
    }

    /// The same, with an endpoint.
    public GcsOverrides withEndpoint(String url) {
        return new GcsOverrides(Optional.of(url), authorizing, plainHosts, payer, userProject, writing);
    }

    /// The same, with tokens or not.
    public GcsOverrides with(Authorizing other) {
        return new GcsOverrides(endpoint, other, plainHosts, payer, userProject, writing);
    }

    /// The same, with another payer.
    public GcsOverrides with(Payer other) {
        return new GcsOverrides(endpoint, authorizing, plainHosts, other, userProject, writing);
    }

    /// The same, with a project that pays.
    public GcsOverrides withUserProject(String project) {
        return new GcsOverrides(endpoint, authorizing, plainHosts, payer, project, writing);
    }
}
