package dev.crossdock.gcs.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crossdock.gcs.AccessToken;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import dev.crossdock.wire.HttpLimits;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// The service account that a machine, pod or function in Google Cloud has, as its metadata server knows it. What does
/// not say that it is such a server is not believed, and the header that asks for it cannot come from a web page.
final class MetadataServer implements Identity {

    private static final String ACCOUNT = "/computeMetadata/v1/instance/service-accounts/default/";
    private static final List<String> FLAVOR = List.of("metadata-flavor", "Google");
    /// Elsewhere than in Google Cloud nobody answers, and that should show soon.
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final IdentityService service;
    private final String host;
    private final boolean named;
    private final String otherwise;
    private final HttpLimits limits;
    private final AtomicBoolean seen = new AtomicBoolean();

    /// Where it is.
    ///
    /// @param host name or address, with or without port
    /// @param named whether somebody said that it is there
    record Place(String host, boolean named) {}

    /// @param otherwise where credentials were looked for before, for messages
    MetadataServer(IdentityService service, Place place, String otherwise) {
        this.service = service;
        this.host = place.host();
        this.named = place.named();
        this.otherwise = otherwise;
        HttpLimits usual = HttpLimits.DEFAULT;
        this.limits = new HttpLimits(CONNECT, usual.idle(), usual.progressBytesPerSecond(), usual.progressWindow(),
                usual.headBytes(), usual.headerCount(), usual.connectionsIdle(), usual.idleKept(),
                usual.expectContinueBytes());
    }

    @Override
    public String name() {
        return "the service account of this machine";
    }

    @Override
    public AccessToken access(Instant now, Trail trail) throws StoreException {
        Hop hop = hop(Hop.Kind.METADATA, "token");
        trail.at(hop.kind().word(), hop.what());
        return Grants.access(service, hop, get(hop, now), now, trail);
    }

    @Override
    public IdToken identify(String audience, Instant now, Trail trail) throws StoreException {
        Hop hop = hop(Hop.Kind.ID_TOKEN, "identity?audience=" + URLEncoder.encode(audience, UTF_8));
        trail.at(hop.kind().word(), hop.what() + ", for " + audience);
        return Grants.idToken(service, hop, get(hop, now), trail);
    }

    private Hop hop(Hop.Kind kind, String what) {
        return new Hop(kind, URI.create("http://" + host + ACCOUNT + what), name(), name());
    }

    private IdentityReply get(Hop hop, Instant now) throws StoreException {
        IdentityReply reply;
        try {
            reply = service.getNearby(hop, FLAVOR, limits);
        } catch (StoreException e) {
            if (named || seen.get()) {
                throw e;
            }
            throw service.failures().ours(FailureCode.AUTH_MISSING, "no credentials for Google were found: " + otherwise
                    + ", and this machine is none of Google Cloud with a metadata server (" + hop.url().getHost() + ", "
                    + e.code() + ')');
        }
        if (!reply.fromMetadataServer()) {
            throw service.failures().ours(FailureCode.AUTH_INVALID, hop.url().getHost() + " answered " + reply.status()
                    + " but does not say that it is a metadata server of Google: it is not believed");
        }
        seen.set(true);
        if (reply.status() == 404) {
            throw service.failures().ours(FailureCode.AUTH_MISSING,
                    "no service account is attached to this machine (" + hop + " answered 404)");
        }
        if (!reply.good()) {
            throw service.failures().refused(hop, reply, now, List.of());
        }
        return reply;
    }
}
