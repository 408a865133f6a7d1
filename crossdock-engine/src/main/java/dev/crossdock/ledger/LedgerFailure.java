package dev.crossdock.ledger;

import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// Classes what can go wrong with a ledger, and says what to do about it.
final class LedgerFailure {

    private LedgerFailure() {}

    static StoreException io(Path file, String doing, Exception cause) {
        return new StoreException(ioFailure(file, doing, cause), cause);
    }

    static Failure ioFailure(Path file, String doing, Exception cause) {
        if (cause instanceof IOException && full(cause)) {
            return failure(FailureCode.NO_SPACE, file, "the disk is full (" + doing
                    + "); all that was recorded before is safe: free some space and repeat the command, it goes on from there");
        }
        return failure(FailureCode.LEDGER_IO, file, doing + " failed (" + cause
                + "); all that was recorded before is safe: repeat the command once the disk is well, it goes on from there");
    }

    static StoreException corrupt(Path file, long offset, String what) {
        return new StoreException(failure(FailureCode.LEDGER_CORRUPT, file, what + " at offset " + offset
                + "; it cannot be trusted and was not changed: move its directory away and repeat the command,"
                + " which then looks at every object again"));
    }

    static StoreException newer(Path file, String what) {
        return new StoreException(failure(FailureCode.LEDGER_VERSION, file, what
                + ": a newer version wrote it; use that version, nothing was changed"));
    }

    static StoreException locked(Path directory, String what) {
        return new StoreException(failure(FailureCode.LEDGER_LOCKED, directory, what));
    }

    static StoreException missing(Path file) {
        return new StoreException(failure(FailureCode.GONE, file, "there is no such run"));
    }

    private static Failure failure(FailureCode code, Path where, String message) {
        return Failure.of(code, Operation.RECORD, where.toString(), message);
    }

    /// How operating systems call it; Java has no type for it.
    private static boolean full(Exception cause) {
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return text.contains("no space left") || text.contains("quota exceeded");
    }
}
