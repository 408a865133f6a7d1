package dev.crossdock.gcs;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Gives out one token until it is refused, then another.
final class RenewedTokens implements AccessTokens {

    private final AccessToken first;
    private final AccessToken second;
    private final AtomicInteger refusals = new AtomicInteger();

    RenewedTokens(String first, String second) {
        this.first = new AccessToken(first, Optional.empty());
        this.second = new AccessToken(second, Optional.empty());
    }

    int refusals() {
        return refusals.get();
    }

    @Override
    public Optional<AccessToken> current(Instant now) {
        return Optional.of(refusals.get() == 0 ? first : second);
    }

    @Override
    public void refused(AccessToken token) {
        refusals.incrementAndGet();
    }
}
