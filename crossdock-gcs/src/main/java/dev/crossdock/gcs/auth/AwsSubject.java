package dev.crossdock.gcs.auth;

import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import java.time.Instant;
import java.util.List;

/// Signs for an identity at AWS, so that Google can ask AWS who it is. Whatever holds AWS credentials can be one.
@FunctionalInterface
public interface AwsSubject {

    /// A request that is signed but not sent. It is as good as the answer to it, so it is a secret.
    ///
    /// @param url where it would go
    /// @param method of it
    /// @param headers names and values in turn, the signature among them
    /// @param signer who signed, for people: names the key, not the secret
    record SignedCall(String url, String method, List<String> headers, String signer) {

        /// Copies the list.
        public SignedCall {
            headers = List.copyOf(headers);
        }

        /// Without what is secret.
        @Override
        public String toString() {
            return method + " signed by " + signer;
        }
    }

    /// Signs a question for the caller's identity.
    ///
    /// @param url to be asked; `{region}` stands for the region of the credentials
    /// @param audience the provider that it is meant for, which is signed, too
    /// @param now time that is signed
    /// @param trail told of each hop
    /// @throws StoreException AUTH_MISSING if there are no credentials, or whatever kept them from being had
    SignedCall sign(String url, String audience, Instant now, Trail trail) throws StoreException;
}
