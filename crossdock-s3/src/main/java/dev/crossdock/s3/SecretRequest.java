package dev.crossdock.s3;

import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.ServiceAnswer;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import dev.crossdock.wire.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads one secret. Source: AWS Secrets Manager API reference, "GetSecretValue".
///
/// @param call to the service
/// @param region that is signed for
record SecretRequest(AwsCall call, String region) {

    /// The secret as text.
    ///
    /// @param id name or ARN
    String read(String id, Credentials signer, Instant now, Trail trail) throws StoreException {
        byte[] body = ("{\"SecretId\":\"" + id.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        MessageDigest digest = HmacKey.sha256();
        digest.update(body);
        List<String> headers = new ArrayList<>(List.of("content-type", "application/x-amz-json-1.1", "x-amz-target",
                "secretsmanager.GetSecretValue"));
        new SigV4("secretsmanager").signPlain(signer, region, now, "POST", call.path(), "",
                call.endpoint().origin().authority(), headers, SigningText.hex(digest.digest()));
        headers.addAll(List.of("accept-encoding", "identity"));
        AwsCall.Reply reply = call.post(headers, body);
        Optional<JsonDocument> json = JsonDocument.parse(reply.body().array(), reply.body().length());
        String secret = json.map(each -> each.text("SecretString")).orElse("").strip();
        if (reply.status() == 200 && !secret.isEmpty()) {
            trail.found(secret.length() + " characters");
            return secret;
        }
        throw refused(id, signer, reply, json);
    }

    private StoreException refused(String id, Credentials signer, AwsCall.Reply reply, Optional<JsonDocument> json) {
        // `com.amazonaws.secretsmanager#ResourceNotFoundException`, with or without what is before the `#`
        String type = json.map(each -> each.text("__type")).orElse("");
        String name = Redaction.clean(type.substring(type.indexOf('#') + 1), 100);
        String said = Redaction.clean(json.map(each -> each.text("message").isEmpty()
                ? each.text("Message")
                : each.text("message")).orElse(""), 300);
        String message = "the secret " + Redaction.clean(id, 300) + " cannot be read: status " + reply.status() + ' '
                + name + ' ' + said;
        FailureCode code = code(name, reply.status());
        String likely = code == FailureCode.ACCESS_DENIED
                ? "; likely reason: " + signer.shown()
                        + " lacks secretsmanager:GetSecretValue on it (and kms:Decrypt, if a key of yours protects it)"
                : code == FailureCode.AUTH_MISSING ? "; likely reason: no such secret in region " + region : "";
        return new StoreException(new Failure(code, Operation.AUTHENTICATE, call.store(), message + likely,
                Optional.of(new ServiceAnswer(reply.status(), name, "", "")), Optional.empty()));
    }

    private static FailureCode code(String name, int status) {
        if (name.equals("ResourceNotFoundException")) {
            return FailureCode.AUTH_MISSING;
        }
        FailureCode known = ServiceCodes.meaning(name);
        if (known != null) {
            return known;
        }
        return status == 200
                ? FailureCode.AUTH_MISSING
                : status >= 500
                        ? FailureCode.SERVER_ERROR
                        : FailureCode.AUTH_INVALID;
    }
}
