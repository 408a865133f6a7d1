package dev.crossdock.ledger;

import dev.crossdock.store.FailureCode;

/// The bytes of a record are not what this version writes.
final class UnreadableRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    private final FailureCode code;

    private UnreadableRecordException(FailureCode code, String message) {
        super(message);
        this.code = code;
    }

    static UnreadableRecordException malformed(String what) {
        return new UnreadableRecordException(FailureCode.LEDGER_CORRUPT, what);
    }

    static UnreadableRecordException unknown(String what) {
        return new UnreadableRecordException(FailureCode.LEDGER_VERSION, what);
    }

    FailureCode code() {
        return code;
    }
}
