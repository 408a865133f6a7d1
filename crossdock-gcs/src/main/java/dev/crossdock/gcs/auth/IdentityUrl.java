package dev.crossdock.gcs.auth;

import dev.crossdock.store.ConfigurationException;
import dev.crossdock.wire.Origin;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// Addresses of services that get to see secrets: over TLS, or on this machine.
final class IdentityUrl {

    private IdentityUrl() {}

    /// Reads an address.
    ///
    /// @param source where it stands, for messages
    /// @throws ConfigurationException CFG_CREDENTIALS; the message does not repeat the address
    static URI parse(String source, String url) {
        URI uri = uri(source, url);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null || !scheme.equals("https") && !scheme.equals("http")) {
            throw wrong(source + " is no URL of a host over https");
        }
        if (scheme.equals("http") && !isThisMachine(host)) {
            throw wrong(source + " would send secrets to " + host + " in plain text");
        }
        return uri;
    }

    /// Where a request to the address goes.
    static Origin origin(URI url) {
        String host = url.getHost();
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host.toLowerCase(Locale.ROOT);
        return new Origin(tls, bare, url.getPort() < 0 ? tls ? 443 : 80 : url.getPort());
    }

    /// What stands in the first line of a request.
    static String target(URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + '?' + url.getRawQuery();
    }

    private static boolean isThisMachine(String host) {
        boolean numbers = host.startsWith("127.") && host.chars().allMatch(each -> each == '.' || each <= '9');
        return numbers || host.equals("localhost") || host.equals("[::1]");
    }

    private static URI uri(String source, String url) {
        try {
            return new URI(url.strip());
        } catch (URISyntaxException e) {
            // Neither message nor cause: both would show what may be secret.
            throw wrong(source + " is no URL");
        }
    }

    private static ConfigurationException wrong(String message) {
        return new ConfigurationException("CFG_CREDENTIALS", message,
                "take the file as Google made it, or set the variable to https://HOST");
    }
}
