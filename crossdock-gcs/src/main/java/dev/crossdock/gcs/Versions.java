package dev.crossdock.gcs;

import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;

/// A version is a generation: a number that names one content of one key, and never another.
final class Versions {

    private static final int DIGITS_MAX = 18;

    private Versions() {}

    /// Refuses a version of something else: no object here can have it.
    static void requireGeneration(GcsFailures failures, Operation operation, String key, String version,
            FailureCode code) throws StoreException {
        if (!isGeneration(version)) {
            throw failures.ours(operation, key, code, "the object cannot have the version " + version);
        }
    }

    /// As [#requireGeneration], for the version of a precondition.
    static void requireGeneration(GcsFailures failures, Operation operation, String key, Precondition precondition)
            throws StoreException {
        if (precondition instanceof Precondition.Version(String version)) {
            requireGeneration(failures, operation, key, version, FailureCode.CONFLICT);
        }
    }

    static boolean isGeneration(String version) {
        for (int i = 0; i < version.length(); i++) {
            if (version.charAt(i) < '0' || version.charAt(i) > '9') {
                return false;
            }
        }
        // Generation 0 is how a condition calls nothing at all.
        return !version.isEmpty() && version.length() <= DIGITS_MAX && version.charAt(0) != '0';
    }
}
