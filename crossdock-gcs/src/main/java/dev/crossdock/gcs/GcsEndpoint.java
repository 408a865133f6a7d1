package dev.crossdock.gcs;

import dev.crossdock.store.ConfigurationException;
import dev.crossdock.wire.Origin;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/// An endpoint as people write it.
///
/// @param origin where the service listens
/// @param basePath what stands before every path: empty, or `/` and more
record GcsEndpoint(Origin origin, String basePath) {

    /// Cloud Storage itself.
    static final GcsEndpoint GOOGLE = new GcsEndpoint(GcsOptions.GOOGLE, "");

    private static final String CODE = "CFG_ENDPOINT";
    private static final String FORM = "write it as https://HOST or https://HOST:PORT";

    /// Reads an endpoint.
    ///
    /// @param source what it was given by, for messages
    /// @param plainHosts hosts that may be talked to in plain text
    /// @throws ConfigurationException CFG_ENDPOINT; the message does not repeat what may hold a password
    static GcsEndpoint parse(String source, String url, Set<String> plainHosts) {
        URI uri = uri(source, url);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (uri.getRawUserInfo() != null || uri.getRawAuthority() != null && uri.getRawAuthority().indexOf('@') >= 0) {
            throw new ConfigurationException(CODE, source + " has a user or password in it", "remove it");
        }
        if (host == null || !scheme.equals("https") && !scheme.equals("http")) {
            throw new ConfigurationException(CODE, source + " is no URL of a host over https or http", FORM);
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new ConfigurationException(CODE, source + " has a query or fragment", FORM);
        }
        boolean tls = scheme.equals("https");
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host.toLowerCase(Locale.ROOT);
        requireSafe(source, tls, bare, plainHosts);
        return new GcsEndpoint(origin(source, tls, bare, uri.getPort()), basePath(uri));
    }

    private static void requireSafe(String source, boolean tls, String host, Set<String> plainHosts) {
        if (host.startsWith("169.254.") || host.equals("metadata.google.internal")) {
            throw new ConfigurationException(CODE, source + " is the metadata service of a machine", FORM);
        }
        if (!tls && !isLoopback(host) && !plainHosts.contains(host)) {
            throw new ConfigurationException(CODE,
                    source + " would send data and tokens to " + host + " in plain text",
                    "use https, or name the host with --allow-plain-http " + host);
        }
    }

    /// Whether requests never leave this machine.
    private static boolean isLoopback(String host) {
        if (host.equals("localhost") || host.endsWith(".localhost") || host.equals("::1")
                || host.equals("0:0:0:0:0:0:0:1")) {
            return true;
        }
        String[] parts = host.split("\\.", -1);
        if (parts.length != 4 || !parts[0].equals("127")) {
            return false;
        }
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 3 || !part.chars().allMatch(each -> each >= '0' && each <= '9')) {
                return false;
            }
        }
        return true;
    }

    private static Origin origin(String source, boolean tls, String host, int port) {
        try {
            return new Origin(tls, host, port < 0 ? tls ? 443 : 80 : port);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(CODE, source + " has no port from 1 to 65535", FORM);
        }
    }

    private static String basePath(URI uri) {
        String path = String.valueOf(uri.getRawPath());
        int end = path.equals("null") ? 0 : path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static URI uri(String source, String url) {
        try {
            return new URI(url.strip());
        } catch (URISyntaxException e) {
            throw new ConfigurationException(CODE, source + " is no URL", FORM);
        }
    }
}
