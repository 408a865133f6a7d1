package dev.crossdock.s3;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Signs requests with AWS Signature Version 4, as Amazon S3 wants it: paths encoded once and never normalized.
/// Source: Amazon S3 API reference, "Authenticating Requests (AWS Signature Version 4)". Safe for concurrent use.
final class SigV4 {

    static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    static final String EMPTY_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private final String service;
    private final AtomicReference<@Nullable SigningDay> day = new AtomicReference<>();
    private final Queue<SigningText> texts = new ConcurrentLinkedQueue<>();

    SigV4(String service) {
        this.service = service;
    }

    /// Adds `x-amz-date`, `x-amz-content-sha256`, `x-amz-security-token` and `authorization` to the headers, which it
    /// sorts.
    ///
    /// @param path encoded
    /// @param query encoded, sorted by name, each name with `=`
    /// @param host value of the Host header, which the client will send
    /// @param headers lower-case names and values in turn; all of them are signed
    /// @param payload hash of the body in hexadecimal, or [#UNSIGNED]
    void sign(Credentials credentials, String region, Instant now, String method, CharSequence path, CharSequence query,
            String host, List<String> headers, String payload) {
        add(headers, "x-amz-content-sha256", payload);
        signPlain(credentials, region, now, method, path, query, host, headers, payload);
    }

    /// Signs as [#sign], but without the header `x-amz-content-sha256`, which is of Amazon S3 alone.
    void signPlain(Credentials credentials, String region, Instant now, String method, CharSequence path,
            CharSequence query, String host, List<String> headers, String payload) {
        SigningDay today = day(credentials, region, now);
        String timestamp = today.timestamp(now);
        add(headers, "x-amz-date", timestamp);
        credentials.sessionToken().ifPresent(token -> add(headers, "x-amz-security-token", token.reveal()));
        sort(headers);
        SigningText text = borrow();
        try {
            text.request(method, path, query, host, headers, payload);
            String signature = text.signature(ALGORITHM, timestamp, today);
            add(headers, "authorization", authorization(today, text, signature));
        } finally {
            texts.add(text);
        }
    }

    /// The query of a link that does GET without headers: everything of the signature is in it.
    ///
    /// @param path encoded
    /// @param more further parameters, encoded, each with `&` before it; their names come after `X` in byte order
    String presign(Credentials credentials, String region, Instant now, long validSeconds, CharSequence path,
            String host, String more) {
        SigningDay today = day(credentials, region, now);
        String timestamp = today.timestamp(now);
        StringBuilder query = new StringBuilder("X-Amz-Algorithm=").append(ALGORITHM).append("&X-Amz-Credential=");
        UriEncoding.query(query, credentials.accessKey() + '/' + today.scope());
        query.append("&X-Amz-Date=").append(timestamp).append("&X-Amz-Expires=").append(validSeconds);
        if (credentials.sessionToken().isPresent()) {
            UriEncoding.query(query.append("&X-Amz-Security-Token="), credentials.sessionToken().get().reveal());
        }
        query.append("&X-Amz-SignedHeaders=host").append(more);
        SigningText text = borrow();
        try {
            text.request("GET", path, query, host, List.of(), UNSIGNED);
            return query.append("&X-Amz-Signature=").append(text.signature(ALGORITHM, timestamp, today)).toString();
        } finally {
            texts.add(text);
        }
    }

    private static String authorization(SigningDay today, SigningText text, String signature) {
        return ALGORITHM + " Credential=" + today.credentials().accessKey() + '/' + today.scope() + ",SignedHeaders="
                + text.signedHeaders() + ",Signature=" + signature;
    }

    private SigningDay day(Credentials credentials, String region, Instant now) {
        SigningDay known = day.get();
        if (known != null && known.fits(now, region, credentials)) {
            return known;
        }
        SigningDay today = new SigningDay(now, region, service, credentials);
        day.set(today);
        return today;
    }

    private SigningText borrow() {
        SigningText text = texts.poll();
        return text == null ? new SigningText() : text;
    }

    private static void add(List<String> headers, String name, String value) {
        headers.add(name);
        headers.add(value);
    }

    /// Insertion sort: there are few headers, mostly in order already.
    private static void sort(List<String> headers) {
        for (int i = 2; i < headers.size(); i += 2) {
            String name = headers.get(i);
            String value = headers.get(i + 1);
            int at = i;
            for (; at > 0 && headers.get(at - 2).compareTo(name) > 0; at -= 2) {
                headers.set(at, headers.get(at - 2));
                headers.set(at + 1, headers.get(at - 1));
            }
            headers.set(at, name);
            headers.set(at + 1, value);
        }
    }
}
