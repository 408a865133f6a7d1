package dev.crossdock.gcs;

import dev.crossdock.store.FailureCode;

/// An answer is not the JSON that was expected.
final class JsonException extends Exception {

    private static final long serialVersionUID = 1L;

    private final FailureCode code;
    private final String reason;

    JsonException(FailureCode code, String reason) {
        super(reason, null, false, false);
        this.code = code;
        this.reason = reason;
    }

    /// What is not JSON, or not the JSON of this service.
    static JsonException foreign(String reason) {
        return new JsonException(FailureCode.NOT_S3_RESPONSE, reason);
    }

    FailureCode code() {
        return code;
    }

    String reason() {
        return reason;
    }
}
