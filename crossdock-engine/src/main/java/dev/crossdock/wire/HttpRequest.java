package dev.crossdock.wire;

import java.util.List;
import java.util.Optional;

/// One request.
///
/// @param method such as `GET`
/// @param target path and query as they go on the wire, already percent-encoded
/// @param headers name and value in turn, in order; without Host, Content-Length, Transfer-Encoding, Connection and
///     Expect, which the client adds
/// @param body what is sent, if anything
public record HttpRequest(String method, String target, List<String> headers, Optional<HttpBody> body) {

    /// Copies the list and refuses anything that could break out of its line.
    public HttpRequest {
        headers = List.copyOf(headers);
        if (headers.size() % 2 != 0) {
            throw new IllegalArgumentException("a header has no value: " + headers.getLast());
        }
    }
}
