package dev.crossdock.s3;

import dev.crossdock.store.FailureCode;

/// A document cannot be read. Becomes a classed failure where the request is known.
final class XmlException extends Exception {

    private static final long serialVersionUID = 1L;

    private final FailureCode code;

    XmlException(FailureCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    FailureCode code() {
        return code;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
