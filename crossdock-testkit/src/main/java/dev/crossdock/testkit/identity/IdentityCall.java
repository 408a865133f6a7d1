package dev.crossdock.testkit.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Map;
import java.util.TreeMap;

/// One request, as it came.
///
/// @param method such as `POST`
/// @param path as it came
/// @param query as it came, or empty
/// @param headers by their names in lower case
/// @param body as text
public record IdentityCall(String method, String path, String query, Map<String, String> headers, String body) {

    /// A header, or an empty string.
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /// The fields of a form in the body, decoded.
    public Map<String, String> form() {
        Map<String, String> form = new TreeMap<>();
        for (String each : body.split("&", -1)) {
            int equals = each.indexOf('=');
            form.put(URLDecoder.decode(each.substring(0, equals), UTF_8),
                    URLDecoder.decode(each.substring(equals + 1), UTF_8));
        }
        return form;
    }
}
