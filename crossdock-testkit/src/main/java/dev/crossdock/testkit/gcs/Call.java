package dev.crossdock.testkit.gcs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/// One request on its way through the fake: what arrived, and what became of it. Belongs to one thread at a time.
final class Call {
    private final String method;
    private final String path;
    private final Map<String, String> query;
    private final Map<String, String> headers;
    private final Route route;
    private final Set<String> permissions = new LinkedHashSet<>();
    private Media body = Media.EMPTY;
    private long bodyBytes;
    private boolean whole = true;
    private int status;
    private String json = "";
    private Optional<GcsRule> rule = Optional.empty();

    /// @param target path and query, as they were sent
    Call(String method, String target, Map<String, String> headers) {
        // Clients whose HTTP has no PATCH send it so.
        this.method = headers.getOrDefault("X-HTTP-Method-Override", method);
        this.headers = headers;
        int question = target.indexOf('?');
        this.path = question < 0 ? target : target.substring(0, question);
        this.query = question < 0 ? Map.of() : queryOf(target.substring(question + 1));
        this.route = Route.of(this.method, path, query, header("Content-Range").orElse(""));
    }

    /// An empty map of headers: their names know no case.
    static Map<String, String> noHeaders() {
        return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }

    Route route() {
        return route;
    }

    GcsOperation operation() {
        return route.operation();
    }

    String path() {
        return path;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /// @throws GcsError `invalidParameter` if this is no number
    Optional<Long> number(String name) {
        return parameter(name).map(value -> {
            try {
                return Long.valueOf(value);
            } catch (NumberFormatException e) {
                throw GcsError.invalidParameter(name, value);
            }
        });
    }

    boolean flag(String name) {
        return parameter(name).orElse("false").equals("true");
    }

    /// Where the client believes the server to be.
    String root() {
        return "http://" + header("Host").orElse("localhost");
    }

    void receive(Media bytes, boolean asWhole) {
        body = bytes;
        bodyBytes = bytes.sizeBytes();
        whole = asWhole;
    }

    /// Lets the body go: what is kept of a request must not keep its bytes.
    void release() {
        body = Media.EMPTY;
    }

    Media body() {
        return body;
    }

    /// Whether the body came to its end.
    boolean isWhole() {
        return whole;
    }

    /// The body as it was before the client compressed it for the way, if it did.
    byte[] plainBody() {
        byte[] bytes = body.bytes();
        if (!header("Content-Encoding").orElse("").equals("gzip")) {
            return bytes;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw GcsError.invalid("The body is not gzip: " + e.getMessage());
        }
    }

    /// The body as JSON, kept for whoever looks at the request later.
    Map<String, Object> jsonBody() {
        return note(new String(plainBody(), StandardCharsets.UTF_8));
    }

    /// JSON that was found in this request.
    Map<String, Object> note(String text) {
        json = text;
        return Json.object(text);
    }

    void needs(String permission) {
        permissions.add(permission);
    }

    void answered(int withStatus) {
        status = withStatus;
    }

    void claim(GcsRule claimed) {
        rule = Optional.of(claimed);
    }

    Optional<GcsRule> rule() {
        return rule;
    }

    /// What is to go wrong with this request, if it is of this kind.
    <F extends GcsFault> Optional<F> fault(Class<F> kind) {
        return rule.map(GcsRule::fault).filter(kind::isInstance).map(kind::cast);
    }

    GcsRequest recorded() {
        Map<String, String> shown = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        shown.putAll(headers);
        // A token is nothing that a failed assertion should print.
        shown.computeIfPresent("Authorization", (name, value) -> value.replaceFirst(" .*", " (kept)"));
        return new GcsRequest(route.operation(), method, path, query, shown, route.bucket(), route.object(),
                Set.copyOf(permissions), bodyBytes, json, status);
    }

    private static Map<String, String> queryOf(String text) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String each : text.split("&", -1)) {
            int equals = each.indexOf('=');
            String name = equals < 0 ? each : each.substring(0, equals);
            String value = equals < 0 ? "" : each.substring(equals + 1);
            query.merge(URLDecoder.decode(name, StandardCharsets.UTF_8),
                    URLDecoder.decode(value, StandardCharsets.UTF_8), (one, more) -> one + "," + more);
        }
        return query;
    }
}
