package dev.crossdock.s3;

import dev.crossdock.env.Permits;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Credentials of a role's session, renewed before it ends. While one task renews them, the others go on with those
/// that still hold. Safe for concurrent use.
final class RoleCredentials implements CredentialsSource {

    /// A session with less than this left is renewed: a request that begins now must not end with an expired token.
    private static final Duration MARGIN = Duration.ofMinutes(5);
    /// After a failed renewal the old session is used for this long before the next try.
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private record Held(Credentials credentials, Instant renew, Instant end) {}

    private final RoleRequest request;
    private final CredentialsSource base;
    private final Permits turn;
    private final AtomicReference<@Nullable Held> held = new AtomicReference<>();

    /// @param base what the role is asked for with
    RoleCredentials(RoleRequest request, CredentialsSource base) {
        this.request = request;
        this.base = base;
        this.turn = request.env().tasks().permits(1);
    }

    @Override
    public Optional<Credentials> current(Instant now) throws StoreException {
        Held known = held.get();
        if (known != null && now.isBefore(known.renew())) {
            return Optional.of(known.credentials());
        }
        boolean holds = known != null && now.isBefore(known.end());
        if (known != null && holds && !turn.tryAcquire(1)) {
            return Optional.of(known.credentials());
        }
        if (!holds) {
            turn.acquire(1);
        }
        try {
            return Optional.of(renewed(now));
        } finally {
            turn.release(1);
        }
    }

    private Credentials renewed(Instant now) throws StoreException {
        Held known = held.get();
        if (known != null && now.isBefore(known.renew())) {
            // Another task had the turn before.
            return known.credentials();
        }
        try {
            Credentials session = request.send(signer(now), now);
            Instant end = session.expires().orElse(now.plus(request.role().duration()));
            held.set(new Held(session, end.minus(MARGIN), end));
            return session;
        } catch (StoreException e) {
            if (known == null || !now.isBefore(known.end())) {
                throw e;
            }
            held.set(new Held(known.credentials(), now.plus(PAUSE), known.end()));
            return known.credentials();
        }
    }

    private Credentials signer(Instant now) throws StoreException {
        Optional<Credentials> found = base.current(now);
        if (found.isEmpty()) {
            throw new StoreException(Failure.of(FailureCode.AUTH_MISSING, Operation.AUTHENTICATE, request.store(),
                    "a role cannot be taken on without credentials"));
        }
        return found.get();
    }
}
