package dev.crossdock.app.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Who a store is reached as, where that is more than keys or a profile.
///
/// @param role at AWS to take on first
/// @param externalId that the role asks for
/// @param webIdentity a role at AWS that trusts an identity at Google; then there are no other credentials
/// @param google who this process is at Google
public record IdentitySettings(Optional<String> role, Optional<String> externalId, Optional<WebIdentity> webIdentity,
        Google google) {

    /// A role that an id token of Google opens.
    ///
    /// @param role its ARN
    /// @param audience for whom the token is
    public record WebIdentity(String role, String audience) {}

    /// What is said of an identity at Google.
    ///
    /// @param credentials file of them, absolute
    /// @param impersonate service account whose tokens are used
    /// @param delegates accounts on the way to it
    public record Google(Optional<Path> credentials, Optional<String> impersonate, List<String> delegates) {

        /// Nothing is said.
        public static final Google NONE = new Google(Optional.empty(), Optional.empty(), List.of());

        /// Copies the list.
        public Google {
            delegates = List.copyOf(delegates);
        }
    }

    /// Nothing is said.
    public static final IdentitySettings NONE = new IdentitySettings(Optional.empty(), Optional.empty(),
            Optional.empty(), Google.NONE);

    /// The same without what a role or another provider gives.
    public IdentitySettings withoutAws() {
        return new IdentitySettings(Optional.empty(), Optional.empty(), Optional.empty(), google);
    }
}
