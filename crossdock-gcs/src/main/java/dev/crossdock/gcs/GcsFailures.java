package dev.crossdock.gcs;

import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.ServiceAnswer;
import dev.crossdock.store.StoreException;
import dev.crossdock.wire.WireException;
import java.io.IOException;
import java.util.Optional;

/// The one place where what went wrong with Cloud Storage gets its class: first by the service's own reason, then by
/// the kind of exception, then by status and operation, then by what the body looks like.
final class GcsFailures {

    private static final int MESSAGE_CHARS_MAX = 400;

    private final String store;

    /// @param store its name, as people know it
    GcsFailures(String store) {
        this.store = store;
    }

    /// What the service refused.
    StoreException refused(GcsRequest request, Refusal refusal) {
        return new StoreException(refused(request.operation(), request.key(), refusal, request.pinned()));
    }

    /// What the service refused of many things that were asked at once.
    Failure refused(Operation operation, String key, Refusal refusal) {
        return refused(operation, key, refusal, false);
    }

    /// The exchange failed.
    StoreException broken(GcsRequest request, IOException e) {
        FailureCode code = e instanceof WireException wire ? code(wire.kind()) : FailureCode.CONNECTION_LOST;
        return new StoreException(Failure.of(code, request.operation(), where(request.key()),
                Redaction.clean(String.valueOf(e.getMessage()), MESSAGE_CHARS_MAX)), e);
    }

    /// The service answered something that it does not answer.
    StoreException senseless(GcsRequest request, FailureCode code, int status, String message, String excerpt) {
        return new StoreException(new Failure(code, request.operation(), where(request.key()), message,
                Optional.of(new ServiceAnswer(status, "", "", excerpt)), Optional.empty()));
    }

    /// A failure that the service has no part in.
    StoreException ours(Operation operation, String key, FailureCode code, String message) {
        return new StoreException(Failure.of(code, operation, where(key), message));
    }

    /// How an object is called in messages.
    String where(String key) {
        return GcsKeys.where(store, key);
    }

    private Failure refused(Operation operation, String key, Refusal refusal, boolean pinned) {
        return new Failure(code(operation, refusal, pinned), operation, where(key), message(refusal),
                Optional.of(new ServiceAnswer(refusal.status(), Redaction.clean(refusal.error().reason(), 100),
                        refusal.requestId(), refusal.excerpt())),
                refusal.retryAfter());
    }

    private static String message(Refusal refusal) {
        GcsError error = refusal.error();
        if (!error.reason().isEmpty() || !error.message().isEmpty()) {
            String reason = error.reason().isEmpty() ? "status " + refusal.status() : error.reason();
            return Redaction.clean(reason, 100) + ": " + Redaction.clean(error.message(), MESSAGE_CHARS_MAX);
        }
        return "status " + refusal.status() + (refusal.html() ? " with a web page, which the service never sends" : "");
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

    private static FailureCode code(Operation operation, Refusal refusal, boolean pinned) {
        FailureCode code = ServiceReasons.meaning(refusal.error().reason());
        if (code == null) {
            return byStatus(operation, refusal, pinned);
        }
        return switch (code) {
            case CONFLICT -> conflict(operation);
            case ACCESS_DENIED -> denied(refusal.words());
            case AUTH_MISSING -> refusal.status() == 401 ? code : badRequest(refusal);
            case AUTH_INVALID -> invalid(refusal);
            case BAD_REQUEST -> badRequest(refusal);
            default -> code;
        };
    }

    private static FailureCode conflict(Operation operation) {
        return switch (operation) {
            case READ, STAT -> FailureCode.SOURCE_CHANGED;
            case AUTHENTICATE, LIST, WRITE, COMMIT, COPY, VERIFY, DELETE, RECORD -> FailureCode.CONFLICT;
        };
    }

    /// What may be refused for other reasons than permissions on objects tells so in words only.
    private static FailureCode denied(String words) {
        if (words.contains("cloud kms") || words.contains("cloudkms.")) {
            return FailureCode.KMS_DENIED;
        }
        if (words.contains("retention") || words.contains("active hold") || words.contains("temporary hold")
                || words.contains("event-based hold")) {
            return FailureCode.LOCKED;
        }
        if (words.contains("billing account") || words.contains("billing is disabled")) {
            return FailureCode.PAYER_UNKNOWN;
        }
        return FailureCode.ACCESS_DENIED;
    }

    private static FailureCode invalid(Refusal refusal) {
        if (refusal.words().contains("billing account")) {
            return FailureCode.PAYER_UNKNOWN;
        }
        return refusal.words().contains("expired") ? FailureCode.AUTH_EXPIRED : FailureCode.AUTH_INVALID;
    }

    /// A checksum that differs has no reason of its own.
    private static FailureCode badRequest(Refusal refusal) {
        String words = refusal.words();
        boolean checksum = words.contains("crc32c") || words.contains("md5");
        if (checksum && (words.contains("doesn't match") || words.contains("does not match"))) {
            return FailureCode.CHECKSUM_MISMATCH;
        }
        if (words.contains("requester pays") && words.contains("user project")) {
            return FailureCode.PAYER_UNKNOWN;
        }
        if (words.contains("metadata") && words.contains("too large")) {
            return FailureCode.META_TOO_LARGE;
        }
        return FailureCode.BAD_REQUEST;
    }

    private static FailureCode byStatus(Operation operation, Refusal refusal, boolean pinned) {
        int status = refusal.status();
        if (refusal.html() && status < 500) {
            return FailureCode.NOT_S3_RESPONSE;
        }
        return switch (status) {
            case 301, 302, 303, 307, 308 -> FailureCode.REDIRECT_REFUSED;
            case 400, 411, 416 -> badRequest(refusal);
            case 401 -> refusal.words().contains("expired") ? FailureCode.AUTH_EXPIRED : FailureCode.AUTH_INVALID;
            case 403 -> denied(refusal.words());
            case 404, 410 -> missing(operation, refusal.words(), pinned);
            case 405, 501 -> FailureCode.UNSUPPORTED;
            case 408 -> FailureCode.REQUEST_TIMEOUT;
            case 409 -> FailureCode.TARGET_RACE;
            case 412 -> conflict(operation);
            case 413 -> FailureCode.OBJECT_TOO_LARGE;
            case 429 -> FailureCode.THROTTLED;
            case 503 -> refusal.retryAfter().isPresent() ? FailureCode.THROTTLED : FailureCode.SERVER_ERROR;
            case 500, 502, 504 -> FailureCode.SERVER_ERROR;
            default -> FailureCode.UNCLASSIFIED;
        };
    }

    private static FailureCode missing(Operation operation, String words, boolean pinned) {
        if (words.contains("bucket does not exist") || words.contains("no such bucket")) {
            return FailureCode.NO_SUCH_BUCKET;
        }
        return switch (operation) {
            case AUTHENTICATE, LIST, WRITE, RECORD -> FailureCode.NO_SUCH_BUCKET;
            case STAT, READ, COPY, VERIFY, DELETE -> pinned ? FailureCode.SOURCE_CHANGED : FailureCode.GONE;
            case COMMIT -> FailureCode.UPLOAD_LOST;
        };
    }
}
