package dev.crossdock.app;

import java.util.Optional;
import java.util.Set;

/// What the command line says of one side, over what the environment says.
///
/// @param endpoint service, as `https://host:port`
/// @param region region to sign for
/// @param plainHosts hosts other than this machine that may be talked to without TLS
public record StoreOptions(Optional<String> endpoint, Optional<String> region, Set<String> plainHosts) {

    /// Copies the set.
    public StoreOptions {
        plainHosts = Set.copyOf(plainHosts);
    }
}
