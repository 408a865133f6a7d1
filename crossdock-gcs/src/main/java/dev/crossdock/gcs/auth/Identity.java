package dev.crossdock.gcs.auth;

import dev.crossdock.gcs.AccessToken;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import java.time.Instant;

/// Somebody at Google, who can show it. Keeps no token.
interface Identity {

    /// What may be done with tokens; what they may really do is the business of roles.
    String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

    /// Who it is, for people.
    String name();

    /// A fresh token for Google's own services.
    ///
    /// @param now present time
    /// @param trail told of each hop
    AccessToken access(Instant now, Trail trail) throws StoreException;

    /// A fresh token that tells somebody else who it is.
    ///
    /// @param audience for whom
    /// @param now present time
    /// @param trail told of each hop
    /// @throws StoreException UNSUPPORTED if this kind of identity has none
    IdToken identify(String audience, Instant now, Trail trail) throws StoreException;
}
