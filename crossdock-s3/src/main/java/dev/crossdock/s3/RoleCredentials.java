package dev.crossdock.s3;

import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.Renewed;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Credentials of a role's session, renewed before it ends. Safe for concurrent use.
final class RoleCredentials implements CredentialsSource {

    /// A session with less than this left is renewed: a request that begins now must not end with an expired token.
    static final Duration MARGIN = Duration.ofMinutes(5);

    private final RoleRequest request;
    private final CredentialsSource base;
    private final Renewed<Credentials> sessions;

    /// @param base what the role is asked for with
    RoleCredentials(RoleRequest request, CredentialsSource base) {
        this.request = request;
        this.base = base;
        this.sessions = new Renewed<>(request.env(), MARGIN, now -> request.lease(session(now), now));
    }

    @Override
    public Optional<Credentials> current(Instant now) throws StoreException {
        return Optional.of(sessions.at(now));
    }

    @Override
    public void walk(Instant now, Trail trail) throws StoreException {
        base.walk(now, trail);
        trail.at("role", request.role().arn() + " at " + request.endpoint().origin()
                + (request.role().externalId().isEmpty() ? "" : ", with an external id"));
        Credentials session = session(now);
        trail.found(session.shown() + session.expires().map(end -> ", until " + end).orElse(""));
    }

    private Credentials session(Instant now) throws StoreException {
        Optional<Credentials> found = base.current(now);
        if (found.isEmpty()) {
            throw new StoreException(Failure.of(FailureCode.AUTH_MISSING, Operation.AUTHENTICATE, request.store(),
                    "a role cannot be taken on without credentials"));
        }
        return request.send(found.get(), now);
    }
}
