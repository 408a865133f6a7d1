package dev.crossdock.gcs;

import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.wire.HttpResponse;
import java.io.IOException;

/// Sends requests whose answer is a document, and takes nothing else for one: no web page, and not nothing at all.
final class JsonReply {

    /// A page of a thousand keys of a kilobyte each, every character escaped, stays below.
    static final int BYTES_MAX = 16 << 20;

    /// Makes something of a document.
    interface Parser<T> {

        T parse(byte[] in, int length) throws JsonException;
    }

    private JsonReply() {}

    static <T> T of(GcsClient client, GcsRequest request, Parser<T> parser) throws StoreException {
        request.header("accept-encoding", "identity");
        try (HttpResponse response = client.send(request)) {
            return of(client, request, response, parser);
        }
    }

    /// Makes something of an answer that is at hand.
    static <T> T of(GcsClient client, GcsRequest request, HttpResponse response, Parser<T> parser)
            throws StoreException {
        BodyBytes body = body(client, request, response);
        if (body.blank() || body.html()) {
            throw client.failures().senseless(request, FailureCode.NOT_S3_RESPONSE, response.status(),
                    body.html() ? "a web page came, which the service never sends" : "the answer is empty",
                    body.excerpt());
        }
        try {
            return parser.parse(body.array(), body.length());
        } catch (JsonException e) {
            throw client.failures().senseless(request, e.code(), response.status(), e.reason(), body.excerpt());
        }
    }

    static BodyBytes body(GcsClient client, GcsRequest request, HttpResponse response) throws StoreException {
        try {
            BodyBytes body = BodyBytes.read(response, BYTES_MAX);
            if (body.cut()) {
                throw client.failures().senseless(request, FailureCode.PAGE_TOO_LARGE, response.status(),
                        "the answer has more than " + BYTES_MAX + " bytes", "");
            }
            return body;
        } catch (IOException e) {
            throw client.failures().broken(request, e);
        }
    }
}
