package dev.crossdock.gcs.auth;

import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import java.time.Instant;

/// Where the token of another provider comes from that Google takes in exchange for one of its own.
interface SubjectTokens {

    /// A fresh token, which is a secret, and whose it is.
    ///
    /// @param value of the token
    /// @param owner for people
    record Subject(String value, String owner) {

        @Override
        public String toString() {
            return "subject token of " + owner;
        }
    }

    /// A token for the exchange.
    ///
    /// @param audience the provider at Google
    /// @param now time that is signed, where something is signed
    /// @param trail told of each hop
    Subject fresh(String audience, Instant now, Trail trail) throws StoreException;
}
