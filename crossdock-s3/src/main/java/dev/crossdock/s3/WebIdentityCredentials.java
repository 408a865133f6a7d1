package dev.crossdock.s3;

import dev.crossdock.store.Renewed;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import java.time.Instant;
import java.util.Optional;

/// Credentials of a role that a token of another provider opens. Each session is asked for with a fresh token, since
/// tokens end sooner than roles' sessions. Safe for concurrent use.
final class WebIdentityCredentials implements CredentialsSource {

    private final RoleRequest request;
    private final WebIdentityTokens tokens;
    private final Renewed<Credentials> sessions;

    WebIdentityCredentials(RoleRequest request, WebIdentityTokens tokens) {
        this.request = request;
        this.tokens = tokens;
        this.sessions = new Renewed<>(request.env(), RoleCredentials.MARGIN,
                now -> request.lease(request.send(tokens.fresh(now, Trail.NONE)), now));
    }

    @Override
    public Optional<Credentials> current(Instant now) throws StoreException {
        return Optional.of(sessions.at(now));
    }

    @Override
    public void walk(Instant now, Trail trail) throws StoreException {
        Secret token = tokens.fresh(now, trail);
        trail.at("web identity", request.role().arn() + " at " + request.endpoint().origin());
        Credentials session = request.send(token);
        trail.found(session.shown() + session.expires().map(end -> ", until " + end).orElse(""));
    }
}
