package dev.crossdock.ledger;

import dev.crossdock.object.Algorithm;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.transfer.KeepReason;
import dev.crossdock.transfer.LeftBehind;
import dev.crossdock.transfer.SourceProof;
import dev.crossdock.transfer.TargetProof;

/// What encoder and decoder of records agree on; docs/journal-format.md says it in words.
final class RecordFormat {

    static final int STARTED = 1;
    static final int RESUMED = 2;
    static final int DELIVERED = 3;
    static final int KEPT = 4;
    static final int FAILED = 5;
    static final int KEPT_RANGE = 6;
    static final int UPLOAD_OPENED = 7;
    static final int UPLOAD_CLOSED = 8;
    static final int SEALED = 9;
    static final int REMOVED = 10;

    /// In the type of a record that a reader may leave out if it does not know it.
    static final int IGNORABLE = 0x80;

    /// A SHA-256.
    static final int ROOT_BYTES = 32;

    /// How many attempts of one object are kept: the first, and the last ones.
    static final int ATTEMPTS_MAX = 16;

    /// Where a text of a failure is cut, in chars, so that every record fits a frame.
    static final int TEXT_MAX = 2_048;

    /// Where the name of the place of a failure is cut, in chars.
    static final int PLACE_MAX = 8_192;

    static final EnumNames<Algorithm> ALGORITHMS = new EnumNames<>(Algorithm.values());
    static final EnumNames<SourceProof> SOURCE_PROOFS = new EnumNames<>(SourceProof.values());
    static final EnumNames<TargetProof> TARGET_PROOFS = new EnumNames<>(TargetProof.values());
    static final EnumNames<KeepReason> KEEP_REASONS = new EnumNames<>(KeepReason.values());
    static final EnumNames<FailureCode> FAILURE_CODES = new EnumNames<>(FailureCode.values());
    static final EnumNames<LeftBehind> LEFT_BEHIND = new EnumNames<>(LeftBehind.values());
    static final EnumNames<Operation> OPERATIONS = new EnumNames<>(Operation.values());
    static final EnumNames<Ending> ENDINGS = new EnumNames<>(Ending.values());

    private RecordFormat() {}
}
