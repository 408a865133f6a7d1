package dev.crossdock.app;

import dev.crossdock.app.config.IdentitySettings;
import dev.crossdock.app.config.StoreSettings;
import dev.crossdock.env.Env;
import dev.crossdock.gcs.auth.AwsSubject;
import dev.crossdock.gcs.auth.GoogleIdentity;
import dev.crossdock.gcs.auth.GoogleOptions;
import dev.crossdock.s3.AwsIdentity;
import dev.crossdock.s3.CredentialsSource;
import dev.crossdock.s3.S3Overrides;
import dev.crossdock.s3.S3Role;
import dev.crossdock.s3.Secret;
import dev.crossdock.s3.SignedCall;
import dev.crossdock.wire.TlsTrust;
import java.util.Map;

/// Who one side of a command is, at AWS and at Google, where each shows itself to the other or secrets are kept with
/// them. The only place where both meet. In a file of its own, because most commands need none of it.
final class Identities {

    private final Env env;
    private final String store;
    private final Map<String, String> seen;

    /// @param store who is reached, for messages
    /// @param seen variables, as the side of the store sees them
    Identities(Env env, String store, Map<String, String> seen) {
        this.env = env;
        this.store = store;
        this.seen = seen;
    }

    /// An identity at Google; where its credentials say so, it is one at AWS that Google trusts.
    ///
    /// @throws dev.crossdock.store.ConfigurationException CFG_CREDENTIALS or CFG_IMPERSONATE
    GoogleIdentity google(IdentitySettings.Google said) {
        GoogleOptions options = new GoogleOptions(said.credentials(), said.impersonate().orElse(""), said.delegates());
        return GoogleIdentity.of(env, store, seen, options, TlsTrust.system(), (url, audience, now, trail) -> {
            SignedCall call = aws(S3Overrides.NONE).callerIdentity(url, audience, now, trail);
            return new AwsSubject.SignedCall(call.url(), call.method(), call.headers(), call.signer());
        });
    }

    /// Credentials of a role at AWS that trusts an identity at Google.
    ///
    /// @throws dev.crossdock.store.ConfigurationException CFG_ROLE, and as [#google]
    CredentialsSource webIdentity(IdentitySettings.WebIdentity web, IdentitySettings.Google said,
            S3Overrides overrides) {
        GoogleIdentity google = google(said);
        return aws(overrides).webIdentity(S3Role.of(web.role()),
                (now, trail) -> new Secret(google.idToken(web.audience(), now, trail).value()));
    }

    /// Keys of which at least one has to be asked for.
    ///
    /// @param environment of the process, which references are to
    CredentialsSource keys(StoreSettings.Keys keys, Map<String, String> environment, S3Overrides overrides) {
        return new ReferredKeys(env, store, keys, new ReferredKeys.Places() {
            @Override
            public AwsIdentity aws() {
                return Identities.this.aws(overrides);
            }

            @Override
            public GoogleIdentity google() {
                return Identities.this.google(IdentitySettings.Google.NONE);
            }
        }, environment);
    }

    private AwsIdentity aws(S3Overrides overrides) {
        return AwsIdentity.of(env, store, seen, overrides);
    }
}
