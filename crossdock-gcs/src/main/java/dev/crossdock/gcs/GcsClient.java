package dev.crossdock.gcs;

import dev.crossdock.env.Env;
import dev.crossdock.store.StoreException;
import dev.crossdock.wire.HttpClient;
import dev.crossdock.wire.HttpRequest;
import dev.crossdock.wire.HttpResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Authorizes and sends requests, and classes what is refused. Repeats a request in one case only, once: when the
/// service does not accept the token and another one can be had. Safe for concurrent use.
final class GcsClient implements AutoCloseable {

    private final Env env;
    private final GcsOptions options;
    private final GcsPaths paths;
    private final GcsFailures failures;
    private final HttpClient http;

    GcsClient(Env env, GcsOptions options, GcsFailures failures) {
        this.env = env;
        this.options = options;
        this.paths = GcsPaths.of(options);
        this.failures = failures;
        this.http = new HttpClient(env, options.origin(), options.limits(), options.trust(), options.proxy());
    }

    GcsFailures failures() {
        return failures;
    }

    GcsPaths paths() {
        return paths;
    }

    GcsWriting writing() {
        return options.writing();
    }

    Env env() {
        return env;
    }

    /// Sends a request and hands over the answer if it is of the 200s.
    ///
    /// @throws StoreException whatever else is answered, and whatever fails
    HttpResponse send(GcsRequest request) throws StoreException {
        HttpResponse response = exchange(request);
        if (response.status() < 300) {
            return response;
        }
        throw refused(request, response);
    }

    /// Sends a request and hands over whatever is answered.
    HttpResponse exchange(GcsRequest request) throws StoreException {
        Optional<AccessToken> token = options.tokens().current(env.clock().now());
        HttpResponse response = exchange(request, token);
        if (response.status() != 401 || token.isEmpty()) {
            return response;
        }
        options.tokens().refused(token.get());
        Optional<AccessToken> next = options.tokens().current(env.clock().now());
        if (next.isEmpty() || next.get().authorization().equals(token.get().authorization()) || !request.rewind()) {
            return response;
        }
        response.close();
        return exchange(request, next);
    }

    /// The failure that an answer is. Closes it.
    StoreException refused(GcsRequest request, HttpResponse response) {
        try (response) {
            return failures.refused(request, Refusal.of(response));
        }
    }

    /// Whether both talk to the same service, so that one can copy from the other's bucket.
    boolean sameService(GcsClient other) {
        return options.endpoint().equals(other.options.endpoint());
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpResponse exchange(GcsRequest request, Optional<AccessToken> token) throws StoreException {
        List<String> headers = new ArrayList<>(request.headers().size() + 6);
        headers.addAll(request.headers());
        if (token.isPresent()) {
            headers.add("authorization");
            headers.add(token.get().authorization());
        }
        headers.add("user-agent");
        headers.add("crossdock");
        try {
            return http.send(new HttpRequest(request.method(), target(request), headers, request.body()));
        } catch (IOException e) {
            throw failures.broken(request, e);
        }
    }

    /// Path and query as they go on the wire.
    String target(GcsRequest request) {
        StringBuilder target = new StringBuilder(request.path()).append(request.query());
        if (!options.userProject().isEmpty() && target.indexOf("userProject=") < 0) {
            // A session's address has a query of its own already, and may have this in it.
            target.append(target.indexOf("?") < 0 ? '?' : '&').append("userProject=");
            UriEncoding.append(target, options.userProject());
        }
        return target.toString();
    }
}
