package dev.crossdock.gcs;

import dev.crossdock.store.Operation;
import dev.crossdock.store.Precondition;
import dev.crossdock.wire.HttpBody;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One request before it is authorized and sent, which may happen more than once. Not for concurrent use.
final class GcsRequest {

    private final Operation operation;
    private final String method;
    private final String key;
    private final String path;
    private final StringBuilder query = new StringBuilder();
    private final List<String> headers = new ArrayList<>(12);
    private Optional<HttpBody> body = Optional.empty();
    private boolean pinned;

    /// @param key the object that it is about, exact, or an empty string for the bucket
    /// @param path already encoded, of [GcsPaths]
    GcsRequest(Operation operation, String method, String key, String path) {
        this.operation = operation;
        this.method = method;
        this.key = key;
        this.path = path;
    }

    GcsRequest query(String name, String value) {
        query.append(query.isEmpty() ? '?' : '&').append(name).append('=');
        UriEncoding.append(query, value);
        return this;
    }

    /// Adds to the query, unless the value is empty.
    GcsRequest queryIfSaid(String name, String value) {
        return value.isEmpty() ? this : query(name, value);
    }

    /// Says what must be at the key.
    GcsRequest condition(Precondition precondition) {
        return switch (precondition) {
            case Precondition.Absent() -> query("ifGenerationMatch", "0");
            case Precondition.Version(String version) -> query("ifGenerationMatch", version);
            case Precondition.None() -> this;
        };
    }

    /// Says which generation of the source is meant: if it is not there, the source is another one by now.
    GcsRequest pin(String parameter, String generation) {
        pinned = true;
        return query(parameter, generation);
    }

    GcsRequest header(String name, String value) {
        headers.add(name);
        headers.add(value);
        return this;
    }

    GcsRequest body(HttpBody content) {
        body = Optional.of(content);
        return this;
    }

    /// Sends a document.
    GcsRequest json(String document) {
        header("content-type", "application/json; charset=UTF-8");
        return body(new PiecesBody(List.of(ByteBuffer.wrap(document.getBytes(StandardCharsets.UTF_8)))));
    }

    /// Makes the request ready for another try.
    ///
    /// @return false if its body cannot be had again
    boolean rewind() {
        return body.isEmpty() || body.get().rewind();
    }

    Operation operation() {
        return operation;
    }

    String method() {
        return method;
    }

    String key() {
        return key;
    }

    String path() {
        return path;
    }

    CharSequence query() {
        return query;
    }

    List<String> headers() {
        return headers;
    }

    Optional<HttpBody> body() {
        return body;
    }

    /// Whether it names a generation of what it reads.
    boolean pinned() {
        return pinned;
    }
}
