package dev.crossdock.s3;

import dev.crossdock.env.Env;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import dev.crossdock.wire.BytesBody;
import dev.crossdock.wire.HttpClient;
import dev.crossdock.wire.HttpLimits;
import dev.crossdock.wire.HttpRequest;
import dev.crossdock.wire.HttpResponse;
import dev.crossdock.wire.Proxy;
import dev.crossdock.wire.TlsTrust;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One small request to a service of AWS other than S3, whose answer is read whole.
///
/// @param env the machine
/// @param store who wants it, for messages
/// @param endpoint of the service
/// @param trust whose certificates are believed
/// @param proxies variables that may name a proxy
record AwsCall(Env env, String store, S3Endpoints endpoint, TlsTrust trust, Map<String, String> proxies) {

    private static final int REPLY_BYTES_MAX = 128 * 1024;

    /// What was answered.
    ///
    /// @param status of HTTP
    /// @param date at the service, if it tells
    /// @param body of the answer; may hold a secret
    record Reply(int status, Optional<Instant> date, BodyBytes body) {}

    /// The path of all requests.
    String path() {
        return endpoint.basePath().isEmpty() ? "/" : endpoint.basePath();
    }

    /// Sends a request.
    ///
    /// @param headers signed, if they have to be
    /// @throws StoreException CONNECTION_LOST if there is no answer
    Reply post(List<String> headers, byte[] body) throws StoreException {
        Optional<Proxy> proxy = Proxy.fromEnvironment(proxies, endpoint.origin());
        HttpRequest request = new HttpRequest("POST", path(), headers, Optional.of(new BytesBody(body)));
        try (HttpClient client = new HttpClient(env, endpoint.origin(), HttpLimits.DEFAULT, trust, proxy);
                HttpResponse response = client.send(request)) {
            return new Reply(response.status(), Times.http(response.header("date").orElse("")),
                    BodyBytes.read(response, REPLY_BYTES_MAX));
        } catch (IOException e) {
            throw new StoreException(Failure.of(FailureCode.CONNECTION_LOST, Operation.AUTHENTICATE, store,
                    endpoint.origin() + " does not answer: "
                            + Redaction.clean(String.valueOf(e.getMessage()), 300)),
                    e);
        }
    }
}
