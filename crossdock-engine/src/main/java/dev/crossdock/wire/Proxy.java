package dev.crossdock.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A proxy that requests go through: a tunnel for https, whole addresses in requests for http.
/// Shows its credentials to nobody but the proxy.
public final class Proxy {

    private final Origin origin;
    private final String authorization;

    private Proxy(Origin origin, String authorization) {
        this.origin = origin;
        this.authorization = authorization;
    }

    /// What the usual variables say: HTTPS_PROXY or HTTP_PROXY after the scheme of `target`, unless NO_PROXY excepts
    /// it (see [NoProxy]) or it is this machine. Names in lower case come first; in a CGI process, which has
    /// REQUEST_METHOD, HTTP_PROXY may come from the requester's header `Proxy` and does not count.
    ///
    /// @param environment variables of the process
    /// @param target what is to be reached
    /// @throws IllegalArgumentException if the variable is no URL of a proxy over http or https; the message names the
    ///     variable and shows nothing of its value
    public static Optional<Proxy> fromEnvironment(Map<String, String> environment, Origin target) {
        String lowerCase = target.tls() ? "https_proxy" : "http_proxy";
        String upperCase = lowerCase.toUpperCase(Locale.ROOT);
        boolean forged = !target.tls() && environment.containsKey("REQUEST_METHOD");
        String name = value(environment, lowerCase).isEmpty() && !forged ? upperCase : lowerCase;
        String url = value(environment, name);
        if (url.isEmpty() || NoProxy.isThisMachine(target.host())) {
            return Optional.empty();
        }
        String exceptions = value(environment, "no_proxy");
        if (NoProxy.excepts(exceptions.isEmpty() ? value(environment, "NO_PROXY") : exceptions, target)) {
            return Optional.empty();
        }
        return Optional.of(parse(name, url));
    }

    private static String value(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").strip();
    }

    private static Proxy parse(String variable, String url) {
        URI uri = uri(variable, url.contains("://") ? url : "http://" + url);
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        String host = uri.getHost();
        if (host == null || (!tls && !scheme.equals("http"))) {
            throw new IllegalArgumentException("the variable " + variable + " names no proxy over http or https");
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int port = uri.getPort() < 0 ? tls ? 443 : 80 : uri.getPort();
        String user = uri.getRawUserInfo();
        return new Proxy(new Origin(tls, bare, port), user == null ? "" : basic(variable, user));
    }

    private static URI uri(String variable, String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            // Neither message nor cause: both would show the URL, with a password perhaps.
            throw new IllegalArgumentException("the variable " + variable + " is not a URL");
        }
    }

    private static String basic(String variable, String rawUserInfo) {
        var decoded = new ByteArrayOutputStream();
        byte[] raw = rawUserInfo.getBytes(UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                decoded.write(raw[i]);
                continue;
            }
            if (i + 2 >= raw.length) {
                throw new IllegalArgumentException("the variable " + variable + " has a broken percent-escape");
            }
            decoded.write(Character.digit(raw[i + 1], 16) << 4 | Character.digit(raw[i + 2], 16));
            i += 2;
        }
        return "Basic " + Base64.getEncoder().encodeToString(decoded.toByteArray());
    }

    /// Where it listens.
    Origin origin() {
        return origin;
    }

    /// The value of Proxy-Authorization, or empty.
    String authorization() {
        return authorization;
    }

    /// Its address, without credentials.
    @Override
    public String toString() {
        return origin.toString();
    }
}
