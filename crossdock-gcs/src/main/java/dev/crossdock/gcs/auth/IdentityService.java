package dev.crossdock.gcs.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crossdock.env.Env;
import dev.crossdock.store.StoreException;
import dev.crossdock.wire.BytesBody;
import dev.crossdock.wire.HttpBody;
import dev.crossdock.wire.HttpClient;
import dev.crossdock.wire.HttpLimits;
import dev.crossdock.wire.HttpRequest;
import dev.crossdock.wire.HttpResponse;
import dev.crossdock.wire.Origin;
import dev.crossdock.wire.Proxy;
import dev.crossdock.wire.TlsTrust;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sends single requests to services that give out tokens, and reads their short answers whole. Repeats nothing:
/// whoever wanted the token repeats what it was wanted for.
///
/// @param env the machine
/// @param failures give refusals their class
/// @param trust whose certificates are believed
/// @param proxies variables that may name a proxy
record IdentityService(Env env, IdentityFailures failures, TlsTrust trust, Map<String, String> proxies) {

    /// Sends fields as a form.
    ///
    /// @param authorization value of that header, or an empty string
    IdentityReply postForm(Hop hop, Map<String, String> fields, String authorization) throws StoreException {
        StringBuilder form = new StringBuilder();
        for (Map.Entry<String, String> each : fields.entrySet()) {
            form.append(form.isEmpty() ? "" : "&").append(each.getKey()).append('=')
                    .append(URLEncoder.encode(each.getValue(), UTF_8));
        }
        return post(hop, "application/x-www-form-urlencoded", form.toString(), authorization);
    }

    /// Sends a document in JSON.
    ///
    /// @param authorization value of that header, or an empty string
    IdentityReply postJson(Hop hop, String json, String authorization) throws StoreException {
        return post(hop, "application/json", json, authorization);
    }

    /// Asks without saying anything.
    ///
    /// @param headers names in lower case and values in turn
    IdentityReply get(Hop hop, List<String> headers) throws StoreException {
        Origin origin = IdentityUrl.origin(hop.url());
        return send(hop, "GET", headers, Optional.empty(), HttpLimits.DEFAULT,
                Proxy.fromEnvironment(proxies, origin));
    }

    /// Asks a place in the machine's own neighborhood: never through a proxy, and within limits of its own.
    ///
    /// @param headers names in lower case and values in turn
    IdentityReply getNearby(Hop hop, List<String> headers, HttpLimits limits) throws StoreException {
        return send(hop, "GET", headers, Optional.empty(), limits, Optional.empty());
    }

    private IdentityReply post(Hop hop, String type, String body, String authorization) throws StoreException {
        List<String> headers = new ArrayList<>(List.of("content-type", type));
        if (!authorization.isEmpty()) {
            headers.addAll(List.of("authorization", authorization));
        }
        return send(hop, "POST", headers, Optional.of(new BytesBody(body.getBytes(UTF_8))), HttpLimits.DEFAULT,
                Proxy.fromEnvironment(proxies, IdentityUrl.origin(hop.url())));
    }

    private IdentityReply send(Hop hop, String method, List<String> more, Optional<HttpBody> body, HttpLimits limits,
            Optional<Proxy> proxy) throws StoreException {
        List<String> headers = new ArrayList<>(more);
        headers.addAll(List.of("accept", "application/json", "accept-encoding", "identity", "user-agent", "crossdock"));
        HttpRequest request = new HttpRequest(method, IdentityUrl.target(hop.url()), headers, body);
        try (HttpClient client = new HttpClient(env, IdentityUrl.origin(hop.url()), limits, trust, proxy);
                HttpResponse response = client.send(request)) {
            return IdentityReply.read(response);
        } catch (IOException e) {
            throw failures.broken(hop, e);
        }
    }
}
