package dev.crossdock.gcs.auth;

import java.net.URI;

/// One step on the way to a token, as people are told of it.
///
/// @param kind which step
/// @param url who is asked
/// @param about audience or account that it is about, or empty
/// @param caller who asks, as far as that is known
record Hop(Kind kind, URI url, String about, String caller) {

    /// Steps.
    enum Kind {
        /// The metadata server of a machine in Google Cloud gives a token.
        METADATA("metadata"),
        /// A key or sign-in is turned into a token.
        TOKEN("token"),
        /// A token of another provider is fetched from a URL.
        SUBJECT("subject"),
        /// A token of another provider is turned into one of Google.
        EXCHANGE("exchange"),
        /// A service account's token is asked for with another's.
        IMPERSONATE("impersonate"),
        /// A token that tells somebody else who one is.
        ID_TOKEN("id token"),
        /// A secret is read.
        SECRET("secret");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /// Who is asked, and about what; without query, which may hold what a metadata server is told.
    String what() {
        String asked = url.getRawAuthority() + url.getRawPath();
        return about.isEmpty() ? asked : about + " at " + asked;
    }

    @Override
    public String toString() {
        return kind.word() + " (" + what() + ')';
    }
}
