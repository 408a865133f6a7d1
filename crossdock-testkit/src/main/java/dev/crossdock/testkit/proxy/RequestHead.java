package dev.crossdock.testkit.proxy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The head of a request as the proxy saw it.
///
/// @param target path and query exactly as sent
/// @param headers names in lower case; of a repeated name, the last value
public record RequestHead(String method, String target, Map<String, String> headers) {
    public RequestHead {
        headers = Map.copyOf(headers);
    }

    /// The path without its query, percent-escapes decoded as UTF-8; a plus sign is a plus sign.
    public String path() {
        int query = target.indexOf('?');
        return decode(query < 0 ? target : target.substring(0, query));
    }

    /// The decoded value of a query parameter, empty text if it has none; nothing if it is not there.
    public Optional<String> parameter(String name) {
        int query = target.indexOf('?');
        if (query < 0) {
            return Optional.empty();
        }
        for (String pair : target.substring(query + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (decode(equals < 0 ? pair : pair.substring(0, equals)).equals(name)) {
                return Optional.of(equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return Optional.empty();
    }

    /// The value of a header, by its name in any case.
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    private static String decode(String escaped) {
        return URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
