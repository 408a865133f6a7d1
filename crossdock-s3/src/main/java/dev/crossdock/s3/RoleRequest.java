package dev.crossdock.s3;

import dev.crossdock.env.Env;
import dev.crossdock.store.Renewed;
import dev.crossdock.store.StoreException;
import dev.crossdock.wire.TlsTrust;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Asks the token service for a session of a role. Source: AWS STS API reference, "AssumeRole" and
/// "AssumeRoleWithWebIdentity".
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

    private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

    /// A session, signed for by `base`.
    ///
    /// @throws StoreException AUTH_INVALID, AUTH_EXPIRED or ACCESS_DENIED if there is none for us
    Credentials send(Credentials base, Instant now) throws StoreException {
        StringBuilder form = form("AssumeRole");
        add(form, "ExternalId", role.externalId());
        add(form, "Policy", role.policy());
        byte[] body = form.toString().getBytes(StandardCharsets.UTF_8);
        MessageDigest digest = HmacKey.sha256();
        digest.update(body);
        List<String> headers = headers();
        new SigV4("sts").sign(base, region, now, "POST", call().path(), "", endpoint.origin().authority(), headers,
                SigningText.hex(digest.digest()));
        return session(call().post(headers, body), RoleRefusal.ofRole(base));
    }

    /// A session for whom a token tells of. The token is all that shows it: such requests are not signed.
    ///
    /// @throws StoreException AUTH_INVALID, AUTH_EXPIRED or ACCESS_DENIED if there is none for us
    Credentials send(Secret token) throws StoreException {
        StringBuilder form = form("AssumeRoleWithWebIdentity");
        add(form, "WebIdentityToken", token.reveal());
        add(form, "Policy", role.policy());
        byte[] body = form.toString().getBytes(StandardCharsets.UTF_8);
        return session(call().post(headers(), body), RoleRefusal.ofToken(token));
    }

    /// A session with the time that it holds.
    Renewed.Lease<Credentials> lease(Credentials session, Instant now) {
        return new Renewed.Lease<>(session, session.expires().orElse(now.plus(role.duration())));
    }

    private StringBuilder form(String action) {
        StringBuilder form = new StringBuilder("Action=" + action + "&Version=2011-06-15");
        add(form, "RoleArn", role.arn());
        add(form, "RoleSessionName", role.session());
        add(form, "DurationSeconds", Long.toString(role.duration().toSeconds()));
        return form;
    }

    private static List<String> headers() {
        return new ArrayList<>(List.of("accept-encoding", "identity", "content-type", FORM));
    }

    private static void add(StringBuilder form, String name, String value) {
        if (!value.isEmpty()) {
            UriEncoding.query(form.append('&').append(name).append('='), value);
        }
    }

    private AwsCall call() {
        return new AwsCall(env, store, endpoint, trust, proxies);
    }

    private Credentials session(AwsCall.Reply reply, RoleRefusal refusal) throws StoreException {
        RoleReply said = RoleReply.parse(reply.body().array(), reply.body().length());
        if (reply.status() == 200 && said.session().isPresent()) {
            return said.session().get();
        }
        throw refusal.failure(store, role, reply, said, env.clock().now());
    }
}
