package dev.crossdock.gcs.auth;

import dev.crossdock.store.FailureCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What lies behind a refusal most of the time, told from the service's words.
///
/// @param hops in which steps it counts
/// @param needle what the service says, in lower case
/// @param code of the failure
/// @param likely why, and what to do; `{about}` and `{caller}` stand for those of the hop
record Reason(Set<Hop.Kind> hops, String needle, FailureCode code, String likely) {

    private static final Set<Hop.Kind> ANY = Set.of(Hop.Kind.values());
    private static final Set<Hop.Kind> TOKEN = Set.of(Hop.Kind.TOKEN, Hop.Kind.ID_TOKEN);
    private static final Set<Hop.Kind> EXCHANGE = Set.of(Hop.Kind.EXCHANGE);
    private static final Set<Hop.Kind> IMPERSONATE = Set.of(Hop.Kind.IMPERSONATE, Hop.Kind.ID_TOKEN);
    private static final Set<Hop.Kind> SECRET = Set.of(Hop.Kind.SECRET);
    private static final String CLOCK = "the clock of this machine is off";
    private static final String SIGN_IN = "the sign-in has ended or was revoked: gcloud auth application-default login";

    /// The first that fits counts.
    static final List<Reason> TABLE = List.of(
            new Reason(TOKEN, "short-lived token", FailureCode.CLOCK_SKEW, CLOCK),
            new Reason(EXCHANGE, "signature expired", FailureCode.CLOCK_SKEW, CLOCK),
            new Reason(EXCHANGE, "signature not yet current", FailureCode.CLOCK_SKEW, CLOCK),
            new Reason(TOKEN, "invalid jwt signature", FailureCode.AUTH_INVALID,
                    "the key in the file was deleted or disabled at Google, or belongs to another account"),
            new Reason(TOKEN, "account not found", FailureCode.AUTH_INVALID, "the service account was deleted"),
            new Reason(TOKEN, "invalid_rapt", FailureCode.AUTH_EXPIRED, SIGN_IN),
            new Reason(TOKEN, "expired or revoked", FailureCode.AUTH_EXPIRED, SIGN_IN),
            new Reason(TOKEN, "invalid_client", FailureCode.AUTH_INVALID,
                    "client id and secret in the file are not known: gcloud auth application-default login"),
            new Reason(EXCHANGE, "invalid_target", FailureCode.AUTH_INVALID,
                    "the audience names no provider of a workload identity pool, or one that is disabled or deleted:"
                            + " compare it with `gcloud iam workload-identity-pools providers describe`"),
            new Reason(EXCHANGE, "attribute condition", FailureCode.ACCESS_DENIED,
                    "the attribute condition of the provider does not admit this identity: compare account and role"
                            + " of {caller} with it"),
            new Reason(EXCHANGE, "audience", FailureCode.AUTH_INVALID,
                    "the token was made for another audience than the provider allows, or the audience in the file is"
                            + " not the provider's"),
            new Reason(EXCHANGE, "google.subject", FailureCode.AUTH_INVALID,
                    "the attribute mapping of the provider makes no google.subject of this token"),
            new Reason(EXCHANGE, "invalidclienttokenid", FailureCode.AUTH_INVALID,
                    "AWS does not know the key that signed, or its session has ended"),
            new Reason(EXCHANGE, "signaturedoesnotmatch", FailureCode.AUTH_INVALID,
                    "the secret access key does not belong to the access key id"),
            new Reason(EXCHANGE, "aws account", FailureCode.ACCESS_DENIED,
                    "the provider trusts another AWS account than that of {caller}"),
            new Reason(IMPERSONATE, "implicitdelegation", FailureCode.ACCESS_DENIED,
                    "grant each account of the chain roles/iam.serviceAccountTokenCreator on the next one"),
            new Reason(IMPERSONATE, "getopenidtoken", FailureCode.ACCESS_DENIED,
                    "grant {caller} roles/iam.serviceAccountOpenIdTokenCreator on {about}, if that account exists"),
            new Reason(IMPERSONATE, "getaccesstoken", FailureCode.ACCESS_DENIED,
                    "grant {caller} roles/iam.serviceAccountTokenCreator on {about} (a federated identity"
                            + " roles/iam.workloadIdentityUser), if that account exists"),
            new Reason(IMPERSONATE, "gaia id not found", FailureCode.AUTH_INVALID,
                    "there is no service account {about}"),
            new Reason(SECRET, "secretmanager.versions.access", FailureCode.ACCESS_DENIED,
                    "grant {caller} roles/secretmanager.secretAccessor on {about}, if that secret exists"),
            new Reason(ANY, "has not been used in project", FailureCode.ACCESS_DENIED,
                    "the API is not enabled in that project: enable it where the message says"),
            new Reason(ANY, "insufficient authentication scopes", FailureCode.ACCESS_DENIED,
                    "the machine was made without the access scope cloud-platform"));

    /// The reason for a refusal, if its words are known.
    static Optional<Reason> of(Hop hop, String errorCode, String message) {
        String said = (errorCode + ' ' + message).toLowerCase(Locale.ROOT);
        for (Reason each : TABLE) {
            if (each.hops.contains(hop.kind()) && said.contains(each.needle)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /// The sentence for people.
    String likely(Hop hop) {
        return likely.replace("{about}", hop.about()).replace("{caller}", hop.caller());
    }
}
