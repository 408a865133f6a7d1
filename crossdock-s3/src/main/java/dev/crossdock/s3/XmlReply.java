package dev.crossdock.s3;

import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.wire.HttpResponse;
import java.io.IOException;

/// Sends requests whose answer is a document, and takes nothing else for one: not an error with status 200, not a web
/// page, not nothing at all.
final class XmlReply {

    /// A page of a thousand keys of a kilobyte each, percent-encoded, stays far below.
    static final int BYTES_MAX = 16 << 20;

    /// Makes something of a document.
    interface Parser<T> {

        T parse(byte[] in, int length) throws XmlException;
    }

    private XmlReply() {}

    static <T> T of(S3Client client, S3Request request, Parser<T> parser) throws StoreException {
        try (HttpResponse response = client.send(request)) {
            return parsed(client.failures(), request, response, body(client.failures(), request, response), parser);
        }
    }

    private static BodyBytes body(S3Failures failures, S3Request request, HttpResponse response) throws StoreException {
        try {
            BodyBytes body = BodyBytes.read(response, BYTES_MAX);
            if (body.cut()) {
                throw failures.senseless(request, FailureCode.PAGE_TOO_LARGE, response.status(),
                        "the answer has more than " + BYTES_MAX + " bytes", "");
            }
            return body;
        } catch (IOException e) {
            throw failures.broken(request, e);
        }
    }

    private static <T> T parsed(S3Failures failures, S3Request request, HttpResponse response, BodyBytes body,
            Parser<T> parser) throws StoreException {
        if (body.blank() || body.html()) {
            throw failures.senseless(request, FailureCode.NOT_S3_RESPONSE, response.status(),
                    body.html() ? "a web page came, which no S3 service sends" : "the answer is empty", body.excerpt());
        }
        try {
            return parser.parse(body.array(), body.length());
        } catch (XmlException e) {
            if (!ErrorText.parse(body.array(), body.length()).code().isEmpty()) {
                throw failures.refused(request, Refusal.of(response, body));
            }
            throw failures.senseless(request, code(e, body), response.status(), e.reason(), body.excerpt());
        }
    }

    /// Something that does not even begin like a document is another protocol's, not broken XML.
    private static FailureCode code(XmlException e, BodyBytes body) {
        int at = 0;
        while (at < body.length() && body.array()[at] <= ' ' && body.array()[at] >= 0) {
            at++;
        }
        int first = body.array()[at] & 0xff;
        boolean document = first == '<' || first >= 0xef;
        return e.code() == FailureCode.XML_INVALID && !document ? FailureCode.NOT_S3_RESPONSE : e.code();
    }
}
