package dev.crossdock.gcs.auth;

import dev.crossdock.env.Env;
import dev.crossdock.gcs.AccessToken;
import dev.crossdock.gcs.AccessTokens;
import dev.crossdock.store.Renewed;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import dev.crossdock.wire.TlsTrust;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Who this process is at Google, with what it can show for it: access tokens, id tokens, secrets. Tokens are renewed
/// before they end and written down nowhere. Safe for concurrent use.
public final class GoogleIdentity {

    /// Metadata servers give the same token again until it has five minutes left; a renewal must come after that.
    private static final Duration MARGIN = Duration.ofSeconds(225);

    private final Identity identity;
    private final SecretVersions secrets;
    private final Renewed<AccessToken> tokens;

    private GoogleIdentity(Env env, Identity identity, SecretVersions secrets) {
        this.identity = identity;
        this.secrets = secrets;
        this.tokens = new Renewed<>(env, MARGIN, now -> lease(identity.access(now, Trail.NONE), now));
    }

    /// Finds out who this process is. Reads a credentials file if there is one, and sends nothing yet.
    ///
    /// @param env the machine
    /// @param store who wants it, for messages
    /// @param variables of the process
    /// @param options what comes before them
    /// @param trust whose certificates are believed
    /// @param aws signs where the credentials say that the identity is one at AWS
    /// @throws dev.crossdock.store.ConfigurationException CFG_CREDENTIALS or CFG_IMPERSONATE
    public static GoogleIdentity of(Env env, String store, Map<String, String> variables, GoogleOptions options,
            TlsTrust trust, AwsSubject aws) {
        GoogleEnvironment environment = new GoogleEnvironment(env, store, variables, trust, aws);
        Identity identity = environment.identity(options);
        SecretVersions secrets = new SecretVersions(environment.service(), environment.secrets(),
                () -> environment.project(options));
        return new GoogleIdentity(env, identity, secrets);
    }

    /// Who it is, for people.
    public String name() {
        return identity.name();
    }

    /// Its access tokens, the same ones for all who ask.
    public AccessTokens accessTokens() {
        return new AccessTokens() {
            @Override
            public Optional<AccessToken> current(Instant now) throws StoreException {
                return Optional.of(tokens.at(now));
            }

            @Override
            public void refused(AccessToken token) {
                tokens.drop(token);
            }
        };
    }

    /// A fresh id token.
    ///
    /// @param audience for whom
    /// @param now present time
    /// @param trail told of each hop
    /// @throws StoreException UNSUPPORTED if such an identity has none, or whatever kept it from being had
    public IdToken idToken(String audience, Instant now, Trail trail) throws StoreException {
        return identity.identify(audience, now, trail);
    }

    /// Reads a secret of Secret Manager: `projects/PROJECT/secrets/NAME`, with or without `/versions/VERSION`, or just
    /// `NAME` in the project of the environment or the credentials file.
    ///
    /// @param name of it
    /// @param now present time
    /// @param trail told of each hop
    /// @return the secret
    public String secret(String name, Instant now, Trail trail) throws StoreException {
        trail.at("secret", "Secret Manager, " + name);
        return secrets.read(name, tokens.at(now), identity.name(), now, trail);
    }

    /// Goes all the way to a fresh access token, whatever is at hand.
    ///
    /// @param now present time
    /// @param trail told of each hop
    public void walk(Instant now, Trail trail) throws StoreException {
        identity.access(now, trail);
    }

    private static Renewed.Lease<AccessToken> lease(AccessToken token, Instant now) {
        return new Renewed.Lease<>(token, token.expires().orElse(now));
    }

    @Override
    public String toString() {
        return identity.name();
    }
}
