package dev.crossdock.s3;

import dev.crossdock.env.Env;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.ServiceAnswer;
import dev.crossdock.store.StoreException;
import dev.crossdock.wire.HttpBody;
import dev.crossdock.wire.HttpClient;
import dev.crossdock.wire.HttpLimits;
import dev.crossdock.wire.HttpRequest;
import dev.crossdock.wire.HttpResponse;
import dev.crossdock.wire.Proxy;
import dev.crossdock.wire.TlsTrust;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks the token service for a session of a role. Source: AWS STS API reference, "AssumeRole".
///
/// @param env the machine
/// @param store who wants it, for messages
/// @param role which role
/// @param region that is signed for
/// @param endpoint of the token service
/// @param trust whose certificates are believed
/// @param proxies variables that may name a proxy
record RoleRequest(Env env, String store, S3Role role, String region, S3Endpoints endpoint, TlsTrust trust,
        Map<String, String> proxies) {

    private static final int REPLY_BYTES_MAX = 64 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

    /// A session, signed for by `base`.
    ///
    /// @throws StoreException AUTH_INVALID, AUTH_EXPIRED or ACCESS_DENIED if there is none for us
    Credentials send(Credentials base, Instant now) throws StoreException {
        byte[] form = form().getBytes(StandardCharsets.UTF_8);
        MessageDigest digest = HmacKey.sha256();
        digest.update(form);
        String path = endpoint.basePath().isEmpty() ? "/" : endpoint.basePath();
        List<String> headers = new ArrayList<>(List.of("accept-encoding", "identity", "content-type", FORM));
        new SigV4("sts").sign(base, region, now, "POST", path, "", endpoint.origin().authority(), headers,
                SigningText.hex(digest.digest()));
        Optional<Proxy> proxy = Proxy.fromEnvironment(proxies, endpoint.origin());
        try (HttpClient client = new HttpClient(env, endpoint.origin(), HttpLimits.DEFAULT, trust, proxy);
                HttpResponse response = client
                        .send(new HttpRequest("POST", path, headers, Optional.of(new Form(ByteBuffer.wrap(form)))))) {
            return session(response);
        } catch (IOException e) {
            throw new StoreException(failure(FailureCode.CONNECTION_LOST,
                    Redaction.clean(String.valueOf(e.getMessage()), 300), Optional.empty()), e);
        }
    }

    private String form() {
        StringBuilder form = new StringBuilder("Action=AssumeRole&Version=2011-06-15");
        add(form, "RoleArn", role.arn());
        add(form, "RoleSessionName", role.session());
        add(form, "DurationSeconds", Long.toString(role.duration().toSeconds()));
        add(form, "ExternalId", role.externalId());
        add(form, "Policy", role.policy());
        return form.toString();
    }

    private static void add(StringBuilder form, String name, String value) {
        if (!value.isEmpty()) {
            UriEncoding.query(form.append('&').append(name).append('='), value);
        }
    }

    private Credentials session(HttpResponse response) throws StoreException, IOException {
        BodyBytes body = BodyBytes.read(response, REPLY_BYTES_MAX);
        RoleReply reply = RoleReply.parse(body.array(), body.length());
        if (response.status() == 200 && reply.session().isPresent()) {
            return reply.session().get();
        }
        FailureCode known = ServiceCodes.meaning(reply.code());
        FailureCode code = known != null
                ? known
                : response.status() == 200
                        ? FailureCode.NOT_S3_RESPONSE
                        : response.status() >= 500 ? FailureCode.SERVER_ERROR : FailureCode.AUTH_INVALID;
        throw new StoreException(failure(code,
                "no session of " + role + ": status " + response.status() + ' '
                        + Redaction.clean(reply.code() + ' ' + reply.message(), 300),
                Optional.of(new ServiceAnswer(response.status(), Redaction.clean(reply.code(), 100), "", ""))));
    }

    private Failure failure(FailureCode code, String message, Optional<ServiceAnswer> answer) {
        return new Failure(code, Operation.AUTHENTICATE, store, message, answer, Optional.empty());
    }

    /// The body, which is in memory.
    private static final class Form implements HttpBody {

        private final ByteBuffer bytes;
        private ByteBuffer left;

        Form(ByteBuffer bytes) {
            this.bytes = bytes;
            this.left = bytes.duplicate();
        }

        @Override
        public long lengthBytes() {
            return bytes.remaining();
        }

        @Override
        public ByteBuffer next() {
            ByteBuffer all = left;
            left = bytes.duplicate().position(bytes.limit());
            return all;
        }

        @Override
        public boolean rewind() {
            left = bytes.duplicate();
            return true;
        }
    }
}
