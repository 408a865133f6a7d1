package dev.crossdock.gcs.auth;

import dev.crossdock.store.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What is said of an identity at Google, over what the environment says.
///
/// @param credentials a credentials file, before `GOOGLE_APPLICATION_CREDENTIALS`
/// @param impersonate email of the service account whose tokens are used, or empty
/// @param delegates emails of accounts on the way to it
public record GoogleOptions(Optional<Path> credentials, String impersonate, List<String> delegates) {

    /// Nothing is said.
    public static final GoogleOptions NONE = new GoogleOptions(Optional.empty(), "", List.of());

    /// Refuses what is no service account, and delegates to nobody.
    public GoogleOptions {
        delegates = List.copyOf(delegates);
        if (impersonate.isEmpty() && !delegates.isEmpty()) {
            throw new ConfigurationException("CFG_IMPERSONATE", "delegates lead to no service account",
                    "name the account with impersonate");
        }
        if (!impersonate.isEmpty()) {
            check(impersonate);
        }
        delegates.forEach(GoogleOptions::check);
    }

    /// The same with a credentials file.
    public GoogleOptions withCredentials(Path file) {
        return new GoogleOptions(Optional.of(file), impersonate, delegates);
    }

    /// The same with an account to impersonate.
    public GoogleOptions withImpersonate(String account, List<String> through) {
        return new GoogleOptions(credentials, account, through);
    }

    private static void check(String account) {
        boolean good = account.length() <= 256 && account.indexOf('@') > 0
                && account.chars().allMatch(each -> each >= 'a' && each <= 'z' || each >= '0' && each <= '9'
                        || each == '-' || each == '.' || each == '@' || each == ':');
        if (!good) {
            throw new ConfigurationException("CFG_IMPERSONATE", "what is to be impersonated is no service account",
                    "write its email: NAME@PROJECT.iam.gserviceaccount.com");
        }
    }
}
