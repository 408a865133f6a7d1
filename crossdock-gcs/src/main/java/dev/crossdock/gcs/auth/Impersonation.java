package dev.crossdock.gcs.auth;

import dev.crossdock.gcs.AccessToken;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A service account whose tokens another identity may ask for, straight or through delegates.
/// Source: IAM Service Account Credentials API, "generateAccessToken" and "generateIdToken".
final class Impersonation implements Identity {

    private static final String ACCESS = ":generateAccessToken";
    private static final String PREFIX = "projects/-/serviceAccounts/";

    private final IdentityService service;
    private final Identity caller;
    private final String url;
    private final String account;
    private final List<String> delegates;
    private final Duration lifetime;

    /// @param caller who asks
    /// @param url of the account's tokens, ending in `:generateAccessToken`
    /// @param delegates accounts on the way from the caller to the account, each of which may ask for the next
    /// @param lifetime of each token
    Impersonation(IdentityService service, Identity caller, String url, List<String> delegates, Duration lifetime) {
        this.service = service;
        this.caller = caller;
        this.url = url.endsWith(ACCESS) ? url.substring(0, url.length() - ACCESS.length()) : url;
        this.account = this.url.substring(this.url.lastIndexOf('/') + 1);
        this.delegates = delegates.stream().map(each -> each.startsWith("projects/") ? each : PREFIX + each).toList();
        this.lifetime = lifetime;
    }

    /// Where tokens of an account are asked for.
    ///
    /// @param service origin of the API
    static String url(String service, String account) {
        return service + "/v1/" + PREFIX + account + ACCESS;
    }

    @Override
    public String name() {
        return account;
    }

    @Override
    public AccessToken access(Instant now, Trail trail) throws StoreException {
        AccessToken callers = caller.access(now, trail);
        Hop hop = new Hop(Hop.Kind.IMPERSONATE, URI.create(url + ACCESS), account, caller.name());
        trail.at(hop.kind().word(), account + through() + ", as " + caller.name());
        String body = new JsonLine().texts("delegates", delegates).texts("scope", List.of(SCOPE))
                .text("lifetime", lifetime.toSeconds() + "s").end();
        return Grants.lease(service, hop, post(hop, body, callers, now), now, trail);
    }

    @Override
    public IdToken identify(String audience, Instant now, Trail trail) throws StoreException {
        AccessToken callers = caller.access(now, trail);
        Hop hop = new Hop(Hop.Kind.ID_TOKEN, URI.create(url + ":generateIdToken"), account, caller.name());
        trail.at(hop.kind().word(), account + through() + ", for " + audience);
        String body = new JsonLine().texts("delegates", delegates).text("audience", audience).flag("includeEmail")
                .end();
        return Grants.idToken(service, hop, post(hop, body, callers, now), "token", trail);
    }

    private IdentityReply post(Hop hop, String body, AccessToken token, Instant now) throws StoreException {
        IdentityReply reply = service.postJson(hop, body, token.authorization());
        if (!reply.good()) {
            StoreException refused = service.failures().refused(hop, reply, now, List.of(token.authorization()));
            // Not found is the account, not our credentials.
            throw reply.status() == 404 && refused.code() == FailureCode.AUTH_MISSING
                    ? new StoreException(refused.failure().withCode(FailureCode.AUTH_INVALID), refused)
                    : refused;
        }
        return reply;
    }

    private String through() {
        List<String> names = new ArrayList<>();
        for (String each : delegates) {
            names.add(each.substring(each.lastIndexOf('/') + 1));
        }
        return names.isEmpty() ? "" : " through " + String.join(", ", names);
    }
}
