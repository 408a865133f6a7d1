package dev.crossdock.s3;

import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import java.time.Instant;

/// Where tokens of another provider come from that a role at AWS trusts, such as id tokens of Google.
@FunctionalInterface
public interface WebIdentityTokens {

    /// A fresh token: one that was used may have ended.
    ///
    /// @param now present time
    /// @param trail told of each hop
    /// @throws StoreException whatever kept it from being had
    Secret fresh(Instant now, Trail trail) throws StoreException;
}
