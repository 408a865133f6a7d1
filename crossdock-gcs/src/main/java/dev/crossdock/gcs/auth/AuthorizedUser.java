package dev.crossdock.gcs.auth;

import dev.crossdock.gcs.AccessToken;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import dev.crossdock.wire.JsonDocument;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A person who signed in with `gcloud auth application-default login`.
final class AuthorizedUser implements Identity {

    private final IdentityService service;
    private final String clientId;
    private final String clientSecret;
    private final String refreshToken;
    private final String name;
    private final URI tokenUrl;

    /// @param file a credentials file of type `authorized_user`
    /// @param source where it was read, for messages
    AuthorizedUser(IdentityService service, JsonDocument file, String source) {
        this.service = service;
        this.clientId = CredentialsFile.required(file, "client_id", source);
        this.clientSecret = CredentialsFile.required(file, "client_secret", source);
        this.refreshToken = CredentialsFile.required(file, "refresh_token", source);
        this.name = file.text("account").isEmpty() ? "the user who signed in" : file.text("account");
        this.tokenUrl = CredentialsFile.url(file, "token_uri", "https://oauth2.googleapis.com/token", source);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public AccessToken access(Instant now, Trail trail) throws StoreException {
        Hop hop = new Hop(Hop.Kind.TOKEN, tokenUrl, name, name);
        trail.at(hop.kind().word(), hop.what());
        IdentityReply reply = service.postForm(hop, Map.of("grant_type", "refresh_token", "refresh_token",
                refreshToken, "client_id", clientId, "client_secret", clientSecret), "");
        if (!reply.good()) {
            throw service.failures().refused(hop, reply, now, List.of(refreshToken, clientSecret));
        }
        return Grants.access(service, hop, reply, now, trail);
    }

    @Override
    public IdToken identify(String audience, Instant now, Trail trail) throws StoreException {
        throw service.failures().ours(FailureCode.UNSUPPORTED,
                "the sign-in of a user gives no id token for " + audience + ": impersonate a service account");
    }
}
