package dev.crossdock.s3;

import dev.crossdock.env.Env;
import dev.crossdock.store.ConfigurationException;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who this process is at AWS, and what that is good for besides buckets: to show it to another provider, to read
/// secrets, to take on roles that trust another provider. Credentials are found as for buckets: environment, profile,
/// web identity, container, instance. Safe for concurrent use.
public final class AwsIdentity {

    private static final String AUDIENCE = "x-goog-cloud-target-resource";

    private final Env env;
    private final String store;
    private final Map<String, String> variables;
    private final S3Overrides overrides;
    private final String region;
    private final CredentialsSource credentials;

    private AwsIdentity(Env env, String store, Map<String, String> variables, S3Overrides overrides) {
        this.env = env;
        this.store = store;
        this.variables = variables;
        this.overrides = overrides;
        this.region = S3Environment.region(variables, overrides);
        this.credentials = S3Environment.own(store, variables);
    }

    /// Finds out who this process is; nothing is sent yet.
    ///
    /// @param env the machine
    /// @param store who wants it, for messages
    /// @param variables of the process
    /// @param overrides what comes before them: region and hosts that may be talked to in plain text
    /// @throws ConfigurationException CFG_CREDENTIALS, CFG_REGION or CFG_PROFILE
    public static AwsIdentity of(Env env, String store, Map<String, String> variables, S3Overrides overrides) {
        return new AwsIdentity(env, store, S3Environment.completed(env, variables, overrides), overrides);
    }

    /// The credentials that there are.
    public CredentialsSource credentials() {
        return credentials;
    }

    /// A signed question to the token service who the caller is, for somebody else to ask.
    ///
    /// @param url to be asked; `{region}` stands for the region
    /// @param audience for whom it is, which is signed, too
    /// @param now time that is signed
    /// @param trail told of each hop
    /// @throws StoreException AUTH_MISSING if there are no credentials, or whatever kept them from being had
    /// @throws ConfigurationException CFG_ENDPOINT if the URL is none
    public SignedCall callerIdentity(String url, String audience, Instant now, Trail trail) throws StoreException {
        if (!trail.equals(Trail.NONE)) {
            credentials.walk(env.clock().now(), trail);
        }
        String asked = url.replace("{region}", region);
        int query = asked.indexOf('?');
        S3Endpoints endpoint = S3Endpoints.parse("the URL of GetCallerIdentity",
                query < 0 ? asked : asked.substring(0, query), overrides.plainHosts());
        Credentials signer = signer();
        List<String> headers = new ArrayList<>(List.of(AUDIENCE, audience));
        String path = endpoint.basePath().isEmpty() ? "/" : endpoint.basePath();
        new SigV4("sts").signPlain(signer, region, now, "POST", path, query < 0 ? "" : asked.substring(query + 1),
                endpoint.origin().authority(), headers, SigV4.EMPTY_HASH);
        headers.addAll(0, List.of("host", endpoint.origin().authority()));
        return new SignedCall(asked, "POST", headers, signer.shown());
    }

    /// Reads a secret of Secrets Manager.
    ///
    /// @param id name or ARN; of an ARN the region counts
    /// @param now present time
    /// @param trail told of each hop
    /// @return the secret
    /// @throws StoreException AUTH_MISSING if there is no such secret, ACCESS_DENIED if we may not read it
    public String secret(String id, Instant now, Trail trail) throws StoreException {
        String[] arn = id.split(":", -1);
        String there = id.startsWith("arn:") && arn.length > 3 && Addresses.isRegion(arn[3]) ? arn[3] : region;
        String given = S3Environment.value(variables, "AWS_ENDPOINT_URL_SECRETS_MANAGER");
        S3Endpoints endpoint = given.isEmpty()
                ? new S3Endpoints(Addresses.service("secretsmanager", there), "")
                : S3Endpoints.parse("AWS_ENDPOINT_URL_SECRETS_MANAGER", given, overrides.plainHosts());
        if (!trail.equals(Trail.NONE)) {
            credentials.walk(now, trail);
        }
        trail.at("secret", id + " at " + endpoint.origin());
        AwsCall call = new AwsCall(env, store, endpoint, S3Environment.trust(variables),
                S3Environment.proxies(variables));
        return new SecretRequest(call, there).read(id, signer(), now, trail);
    }

    /// Credentials of a role that trusts another provider.
    ///
    /// @param role which role
    /// @param tokens of that provider
    /// @throws ConfigurationException CFG_ENDPOINT
    public CredentialsSource webIdentity(S3Role role, WebIdentityTokens tokens) {
        return new WebIdentityCredentials(S3Environment.roleRequest(env, store, variables, overrides, role), tokens);
    }

    private Credentials signer() throws StoreException {
        Optional<Credentials> found = credentials.current(env.clock().now());
        return found.orElseThrow(() -> new StoreException(Failure.of(FailureCode.AUTH_MISSING, Operation.AUTHENTICATE,
                store, "there are no credentials to sign with")));
    }
}
