package dev.crossdock.s3;

import dev.crossdock.store.Body;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import dev.crossdock.wire.HttpBody;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One request before it is addressed and signed, which may happen more than once. Not for concurrent use.
final class S3Request {

    /// Bodies up to this size are hashed before they go out, unless a checksum goes with them: that is in a signed
    /// header and checked by the service, costs a tenth, and what TLS protects needs no second digest. Off this
    /// machine there is always TLS.
    private static final int HASHED_BYTES_MAX = 1 << 20;

    private final Operation operation;
    private final String method;
    private final String key;
    private final StringBuilder encodedKey;
    private final StringBuilder query = new StringBuilder();
    private final List<String> headers = new ArrayList<>(24);
    private Optional<HttpBody> body = Optional.empty();
    private String payload = SigV4.EMPTY_HASH;

    /// A request about one object.
    ///
    /// @param key checked by [S3Keys]
    S3Request(Operation operation, String method, String key) {
        this.operation = operation;
        this.method = method;
        this.key = key;
        this.encodedKey = new StringBuilder(key.length() + 16);
        UriEncoding.path(encodedKey, key);
    }

    /// A request about the bucket.
    static S3Request ofBucket(Operation operation, String method) {
        return new S3Request(operation, method, "");
    }

    /// Adds to the query. Names come in the order of their bytes, as signatures want them.
    S3Request query(String name, String value) {
        if (!query.isEmpty()) {
            query.append('&');
        }
        UriEncoding.query(query, name);
        query.append('=');
        UriEncoding.query(query, value);
        return this;
    }

    /// Adds a header.
    ///
    /// @param name in lower case
    S3Request header(String name, String value) {
        headers.add(name);
        headers.add(value);
        return this;
    }

    /// Sets what is sent.
    ///
    /// @param failures class what is wrong with it
    /// @throws StoreException LONG_READ if a body that is said to be empty is not: no request would ever ask it
    S3Request body(Body content, S3Failures failures) throws StoreException {
        Optional<ByteBuffer> whole = content.whole();
        if (content.sizeBytes() == 0) {
            payload = SigV4.EMPTY_HASH;
        } else if (whole.isPresent() && content.checksum().isEmpty() && whole.get().remaining() <= HASHED_BYTES_MAX) {
            payload = hash(whole.get());
        } else {
            payload = SigV4.UNSIGNED;
        }
        if (content.sizeBytes() == 0 && whole.isEmpty() && content.next().hasRemaining()) {
            throw failures.ours(this, FailureCode.LONG_READ, "the body goes on after its announced 0 bytes");
        }
        body = Optional.of(new SentBody(content, (code, message) -> failures.ours(this, code, message)));
        return this;
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

    CharSequence encodedKey() {
        return encodedKey;
    }

    CharSequence query() {
        return query;
    }

    List<String> headers() {
        return headers;
    }

    /// The value of a header that was set, or an empty string.
    String headerValue(String name) {
        for (int i = 0; i < headers.size(); i += 2) {
            if (headers.get(i).equals(name)) {
                return headers.get(i + 1);
            }
        }
        return "";
    }

    Optional<HttpBody> body() {
        return body;
    }

    /// What stands for the body in the signature.
    String payload() {
        return payload;
    }

    private static String hash(ByteBuffer bytes) {
        MessageDigest digest = HmacKey.sha256();
        digest.update(bytes.duplicate());
        return SigningText.hex(digest.digest());
    }
}
