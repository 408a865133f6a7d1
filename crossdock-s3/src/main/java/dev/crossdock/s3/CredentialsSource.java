package dev.crossdock.s3;

import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import java.time.Instant;
import java.util.Optional;

/// Where credentials come from. Asked before every request, so an answer must be at hand nearly always.
/// Safe for concurrent use.
@FunctionalInterface
public interface CredentialsSource {

    /// The credentials to use now, or empty to send requests unsigned.
    ///
    /// @param now present time
    /// @throws StoreException AUTH_MISSING if there are none, AUTH_EXPIRED if they cannot be renewed
    Optional<Credentials> current(Instant now) throws StoreException;

    /// Goes all the way to credentials, hop by hop, whatever is at hand.
    ///
    /// @param now present time
    /// @param trail told of each hop
    /// @throws StoreException as [#current]
    default void walk(Instant now, Trail trail) throws StoreException {
        trail.at("aws keys", "as given");
        trail.found(current(now).map(Credentials::shown).orElse("none: requests are not signed"));
    }

    /// Requests go out unsigned, as public buckets allow.
    static CredentialsSource anonymous() {
        return now -> Optional.empty();
    }

    /// Always the same credentials.
    static CredentialsSource of(Credentials credentials) {
        Optional<Credentials> always = Optional.of(credentials);
        return now -> always;
    }
}
