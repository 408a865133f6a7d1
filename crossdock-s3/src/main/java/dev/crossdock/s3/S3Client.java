package dev.crossdock.s3;

import dev.crossdock.env.Env;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.wire.HttpClient;
import dev.crossdock.wire.HttpRequest;
import dev.crossdock.wire.HttpResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/// Addresses, signs and sends requests, and classes what is refused. Repeats a request in two cases only, once each:
/// when Amazon S3 names another region for the bucket, and when it does not accept our clock. Safe for concurrent use.
final class S3Client implements AutoCloseable {

    /// Services accept signatures that are up to 15 minutes off; a difference beyond this is worth correcting.
    private static final Duration SKEW_MIN = Duration.ofMinutes(5);

    private final Env env;
    private final S3Options options;
    private final S3Failures failures;
    private final SigV4 signer = new SigV4("s3");
    private final AtomicReference<Endpoint> endpoint;
    private final AtomicReference<Duration> clockOffset = new AtomicReference<>(Duration.ZERO);
    private final Queue<HttpClient> formerClients = new ConcurrentLinkedQueue<>();

    S3Client(Env env, S3Options options, S3Failures failures) {
        this.env = env;
        this.options = options;
        this.failures = failures;
        this.endpoint = new AtomicReference<>(Endpoint.of(env, options, options.region()));
    }

    S3Failures failures() {
        return failures;
    }

    S3Profile profile() {
        return options.profile();
    }

    S3Writing writing() {
        return options.writing();
    }

    /// The account that must own the bucket, or an empty string.
    String expectedOwner() {
        return options.access().expectedOwner();
    }

    /// Sends a request and hands over the answer if it is of the 200s.
    ///
    /// @throws StoreException whatever else is answered, and whatever fails
    HttpResponse send(S3Request request) throws StoreException {
        boolean moved = false;
        boolean corrected = false;
        while (true) {
            Endpoint used = endpoint.get();
            HttpResponse response = exchange(used, request);
            if (response.status() < 300) {
                return response;
            }
            Refusal refusal = refusal(response);
            StoreException failure = failures.refused(request, refusal);
            if (!moved && follow(used, refusal, failure.code()) && request.rewind()) {
                moved = true;
            } else if (!corrected && correctClock(refusal, failure.code()) && request.rewind()) {
                corrected = true;
            } else {
                throw failure;
            }
        }
    }

    /// A link that reads the object for a while.
    URI presign(S3Request request, Duration validity) throws StoreException {
        Optional<Credentials> credentials = options.credentials().current(env.clock().now());
        if (credentials.isEmpty()) {
            throw failures.ours(request, FailureCode.UNSUPPORTED, "links cannot be signed without credentials");
        }
        Endpoint used = endpoint.get();
        String path = used.path(request);
        String query = signer.presign(credentials.get(), used.region(), now(), validity.toSeconds(), path,
                used.origin().authority(), standing());
        return URI.create(used.origin() + path + '?' + query);
    }

    /// Whether both talk to the same service, so that one can copy from the other's bucket.
    boolean sameService(S3Client other) {
        return options.service().equals(other.options.service());
    }

    /// `bucket/key` as a header of a copy names it, each byte of the key percent-encoded that could mean something.
    String copySource(String key) {
        StringBuilder source = new StringBuilder(options.bucket()).append('/');
        UriEncoding.path(source, key);
        return source.toString();
    }

    @Override
    public void close() {
        endpoint.get().client().close();
        for (HttpClient each : formerClients) {
            each.close();
        }
    }

    private HttpResponse exchange(Endpoint used, S3Request request) throws StoreException {
        HttpRequest signed = signed(used, request);
        try {
            return used.client().send(signed);
        } catch (IOException e) {
            throw failures.broken(request, e);
        }
    }

    private HttpRequest signed(Endpoint used, S3Request request) throws StoreException {
        String path = used.path(request);
        List<String> headers = new ArrayList<>(request.headers().size() + 12);
        headers.addAll(request.headers());
        if (!expectedOwner().isEmpty()) {
            headers.add("x-amz-expected-bucket-owner");
            headers.add(expectedOwner());
        }
        if (options.access().payer() == S3Access.Payer.REQUESTER) {
            headers.add("x-amz-request-payer");
            headers.add("requester");
        }
        Optional<Credentials> credentials = options.credentials().current(env.clock().now());
        if (credentials.isPresent()) {
            signer.sign(credentials.get(), used.region(), now(), request.method(), path, request.query(),
                    used.origin().authority(), headers, request.payload());
        }
        // Not signed: these two are what proxies on the way like to change.
        headers.add("accept-encoding");
        headers.add("identity");
        headers.add("user-agent");
        headers.add("crossdock");
        String target = request.query().isEmpty() ? path : path + '?' + request.query();
        return new HttpRequest(request.method(), target, headers, request.body());
    }

    /// What a link says for every request; whoever follows it sends no headers.
    private String standing() {
        StringBuilder query = new StringBuilder();
        if (!expectedOwner().isEmpty()) {
            UriEncoding.query(query.append("&x-amz-expected-bucket-owner="), expectedOwner());
        }
        if (options.access().payer() == S3Access.Payer.REQUESTER) {
            query.append("&x-amz-request-payer=requester");
        }
        return query.toString();
    }

    private static Refusal refusal(HttpResponse response) {
        try (response) {
            return Refusal.of(response);
        }
    }

    /// Moves to the region that Amazon S3 names for the bucket; credentials go to Amazon's own hosts only.
    ///
    /// @return whether another try makes sense
    private boolean follow(Endpoint used, Refusal refusal, FailureCode code) {
        // Answers to HEAD have no body: a 400 with another region in its header is the same thing.
        boolean wrong = code == FailureCode.WRONG_REGION || refusal.status() >= 300 && refusal.status() < 400
                || refusal.status() == 400 && refusal.error().code().isEmpty();
        boolean amazon = options.endpoint().isEmpty() || Addresses.isAmazon(options.endpoint().get().host());
        if (!wrong || !amazon || !Addresses.isRegion(refusal.region())
                || refusal.region().equals(used.region())) {
            return false;
        }
        Endpoint next = Endpoint.of(env, options, refusal.region());
        if (endpoint.compareAndSet(used, next)) {
            // Others may be in the middle of an exchange: its connections stay until the store is closed.
            formerClients.add(used.client());
        } else {
            next.client().close();
        }
        return true;
    }

    private boolean correctClock(Refusal refusal, FailureCode code) {
        boolean suspect = code == FailureCode.CLOCK_SKEW || refusal.status() == 403
                && (code == FailureCode.AUTH_INVALID || code == FailureCode.ACCESS_DENIED
                        || code == FailureCode.AUTH_EXPIRED);
        if (!suspect || refusal.date().isEmpty()) {
            return false;
        }
        Duration off = Duration.between(now(), refusal.date().get());
        if (off.abs().compareTo(SKEW_MIN) < 0) {
            return false;
        }
        clockOffset.set(Duration.between(env.clock().now(), refusal.date().get()));
        return true;
    }

    /// Time as the service sees it.
    private Instant now() {
        return env.clock().now().plus(clockOffset.get());
    }
}
