package dev.crossdock.s3;

import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.ServiceAnswer;
import dev.crossdock.store.StoreException;
import dev.crossdock.wire.WireException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The one place where what went wrong with S3 gets its class: first by the service's own code, then by the kind of
/// exception, then by status and operation, then by what the body looks like.
final class S3Failures {

    private static final int MESSAGE_CHARS_MAX = 400;

    private final String store;

    /// @param store its name, as people know it
    S3Failures(String store) {
        this.store = store;
    }

    /// What the service refused.
    StoreException refused(S3Request request, Refusal refusal) {
        return new StoreException(new Failure(code(request, refusal), request.operation(), where(request),
                message(refusal), Optional.of(answer(refusal)), refusal.retryAfter()));
    }

    /// One key that the service refused within a reply about many.
    Failure refused(Operation operation, String key, ErrorText error, int status, String requestId) {
        FailureCode code = byServiceCode(operation, error, "", false);
        return new Failure(code == null ? FailureCode.UNCLASSIFIED : code, operation, S3Keys.where(store, key),
                error.code() + ": " + Redaction.clean(error.message(), MESSAGE_CHARS_MAX),
                Optional.of(new ServiceAnswer(status, error.code(), requestId, "")), Optional.empty());
    }

    /// The exchange failed.
    StoreException broken(S3Request request, IOException e) {
        if (e instanceof SentBody.SourceFailed source) {
            return source.failure();
        }
        FailureCode code = e instanceof WireException wire ? code(wire.kind()) : FailureCode.CONNECTION_LOST;
        return new StoreException(
                failure(request, code, Redaction.clean(String.valueOf(e.getMessage()), MESSAGE_CHARS_MAX)), e);
    }

    /// The service answered something that S3 does not answer.
    StoreException senseless(S3Request request, FailureCode code, int status, String message, String excerpt) {
        return new StoreException(new Failure(code, request.operation(), where(request), message,
                Optional.of(new ServiceAnswer(status, "", "", excerpt)), Optional.empty()));
    }

    /// A failure that the service has no part in.
    StoreException ours(S3Request request, FailureCode code, String message) {
        return new StoreException(failure(request, code, message));
    }

    private Failure failure(S3Request request, FailureCode code, String message) {
        return Failure.of(code, request.operation(), where(request), message);
    }

    private String where(S3Request request) {
        return S3Keys.where(store, request.key());
    }

    private static String message(Refusal refusal) {
        String region = refusal.region().isEmpty() ? "" : " (region " + Redaction.clean(refusal.region(), 64) + ')';
        if (customerKey(refusal.error().message().toLowerCase(Locale.ROOT))) {
            return "the object is encrypted with a key of the customer (SSE-C), which is not supported";
        }
        if (!refusal.error().code().isEmpty()) {
            return Redaction.clean(refusal.error().code(), 100) + ": "
                    + Redaction.clean(refusal.error().message(), MESSAGE_CHARS_MAX) + region;
        }
        return "status " + refusal.status() + (refusal.html() ? " with a web page, which no S3 service sends" : "")
                + region;
    }

    private static ServiceAnswer answer(Refusal refusal) {
        return new ServiceAnswer(refusal.status(), Redaction.clean(refusal.error().code(), 100), refusal.requestId(),
                refusal.excerpt());
    }

    private static FailureCode code(WireException.Kind kind) {
        return switch (kind) {
            case HOST_UNKNOWN -> FailureCode.HOST_UNKNOWN;
            case CONNECT, LOST -> FailureCode.CONNECTION_LOST;
            case TLS_UNTRUSTED -> FailureCode.TLS_UNTRUSTED;
            case TRUNCATED -> FailureCode.SHORT_READ;
            case STALLED -> FailureCode.STALLED;
            case PROTOCOL -> FailureCode.NOT_S3_RESPONSE;
            case LIMIT -> FailureCode.HTTP_LIMIT;
        };
    }

    private static FailureCode code(S3Request request, Refusal refusal) {
        if (refusal.status() >= 300 && refusal.status() < 400 && refusal.region().isEmpty()) {
            return FailureCode.REDIRECT_REFUSED;
        }
        FailureCode known = byServiceCode(request.operation(), refusal.error(), condition(request, refusal),
                refusal.deleteMarker());
        return known == null ? byStatus(request, refusal) : known;
    }

    private static @Nullable FailureCode byServiceCode(Operation operation, ErrorText error, String condition,
            boolean deleteMarker) {
        FailureCode code = ServiceCodes.meaning(error.code());
        if (code == null) {
            return null;
        }
        return switch (code) {
            case CONFLICT -> conflict(operation, condition);
            case ACCESS_DENIED -> denied(error.message().toLowerCase(Locale.ROOT));
            case GONE -> operation == Operation.WRITE || operation == Operation.COMMIT ? FailureCode.CONFLICT : code;
            case UNSUPPORTED -> deleteMarker ? FailureCode.GONE : code;
            case BAD_REQUEST -> badRequest(operation, error);
            default -> code;
        };
    }

    private static FailureCode conflict(Operation operation, String condition) {
        return switch (operation) {
            case READ, STAT -> FailureCode.SOURCE_CHANGED;
            case COPY -> condition.startsWith("x-amz-copy-source") ? FailureCode.SOURCE_CHANGED : FailureCode.CONFLICT;
            case AUTHENTICATE, LIST, WRITE, COMMIT, VERIFY, DELETE, RECORD -> FailureCode.CONFLICT;
        };
    }

    private static FailureCode denied(String message) {
        if (message.contains("kms:")) {
            return FailureCode.KMS_DENIED;
        }
        if (message.contains("object lock") || message.contains("worm protected") || message.contains("retention")
                || message.contains("legal hold")) {
            return FailureCode.LOCKED;
        }
        return FailureCode.ACCESS_DENIED;
    }

    /// InvalidRequest is what Amazon S3 says to mistakes that are not ours, too. A checksum that is called invalid is
    /// another's than the bytes': ours are well-formed.
    private static FailureCode badRequest(Operation operation, ErrorText error) {
        String message = error.message().toLowerCase(Locale.ROOT);
        if (operation == Operation.COPY && message.contains("larger than the maximum")) {
            return FailureCode.OBJECT_TOO_LARGE;
        }
        if (customerKey(message)) {
            return FailureCode.UNSUPPORTED;
        }
        boolean mismatch = message.contains("object size") || message.contains("mpuobjectsize")
                || message.contains("mp-object-size") || message.contains("checksum") && message.contains("match");
        boolean invalid = message.contains("value for x-amz-checksum-") && message.contains("invalid");
        return invalid || operation == Operation.COMMIT && mismatch
                ? FailureCode.CHECKSUM_MISMATCH
                : FailureCode.BAD_REQUEST;
    }

    /// Whether the service wants the key that a customer encrypted the object with.
    private static boolean customerKey(String message) {
        return message.contains("stored using a form of server side encryption")
                || message.contains("server side encryption") && message.contains("customer");
    }

    /// The header whose condition did not hold: of those that we sent, the one that the service names. Some name one
    /// that was not sent.
    private static String condition(S3Request request, Refusal refusal) {
        boolean ofTarget = !request.headerValue("if-match").isEmpty()
                || !request.headerValue("if-none-match").isEmpty();
        return ofTarget ? refusal.error().condition().toLowerCase(Locale.ROOT) : "x-amz-copy-source-if-match";
    }

    private static FailureCode byStatus(S3Request request, Refusal refusal) {
        int status = refusal.status();
        if (refusal.html() && status < 500) {
            return FailureCode.NOT_S3_RESPONSE;
        }
        return switch (status) {
            case 301, 302, 303, 307, 308 -> FailureCode.WRONG_REGION;
            case 400, 411, 416 -> FailureCode.BAD_REQUEST;
            case 401 -> FailureCode.AUTH_INVALID;
            case 403 -> FailureCode.ACCESS_DENIED;
            case 404, 410 -> missing(request.operation());
            case 405 -> refusal.deleteMarker() ? FailureCode.GONE : FailureCode.UNSUPPORTED;
            case 408 -> FailureCode.REQUEST_TIMEOUT;
            case 409 -> FailureCode.TARGET_RACE;
            case 412 -> conflict(request.operation(), condition(request, refusal));
            case 413 -> FailureCode.OBJECT_TOO_LARGE;
            case 429, 509 -> FailureCode.THROTTLED;
            case 431 -> FailureCode.META_TOO_LARGE;
            case 501 -> FailureCode.UNSUPPORTED;
            case 503 -> refusal.retryAfter().isPresent() ? FailureCode.THROTTLED : FailureCode.SERVER_ERROR;
            case 500, 502, 504 -> FailureCode.SERVER_ERROR;
            case 507 -> FailureCode.NO_SPACE;
            default -> FailureCode.UNCLASSIFIED;
        };
    }

    private static FailureCode missing(Operation operation) {
        return switch (operation) {
            case AUTHENTICATE, LIST, WRITE, RECORD -> FailureCode.NO_SUCH_BUCKET;
            case STAT, READ, COPY, VERIFY, DELETE -> FailureCode.GONE;
            case COMMIT -> FailureCode.UPLOAD_LOST;
        };
    }
}
