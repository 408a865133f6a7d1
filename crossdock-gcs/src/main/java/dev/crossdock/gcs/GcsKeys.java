package dev.crossdock.gcs;

import dev.crossdock.object.Keys;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import java.nio.charset.StandardCharsets;

/// Which keys can be sent at all. Source: Cloud Storage documentation, "About Cloud Storage objects".
final class GcsKeys {

    static final int BYTES_MAX = 1024;

    /// Where parts of large objects are kept until they are composed. No listing of ours shows it.
    static final String RESERVED = ".crossdock-parts/";

    private GcsKeys() {}

    /// Refuses keys that no object can have. An empty one would make it a request about the whole bucket.
    static void check(String store, String key, Operation operation) throws StoreException {
        if (key.isEmpty()) {
            throw new StoreException(Failure.of(FailureCode.BAD_REQUEST, operation, store, "the key is empty"));
        }
        if (!Keys.wellFormed(key)) {
            throw refused(FailureCode.PATH_ILLEGAL_CHAR, operation, store, key, "the key has no UTF-8 form");
        }
        if (key.indexOf('\n') >= 0 || key.indexOf('\r') >= 0) {
            throw refused(FailureCode.PATH_ILLEGAL_CHAR, operation, store, key,
                    "Cloud Storage takes no key with a line feed or carriage return");
        }
        if (key.equals(".") || key.equals("..")) {
            throw refused(FailureCode.PATH_ESCAPE, operation, store, key, "Cloud Storage takes no such key");
        }
        if (key.startsWith(RESERVED)) {
            throw refused(FailureCode.KEY_RESERVED, operation, store, key,
                    "parts of large objects are kept below " + RESERVED);
        }
        if (key.length() * 3 > BYTES_MAX) {
            int bytes = key.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > BYTES_MAX) {
                throw refused(FailureCode.NAME_TOO_LONG, operation, store, key,
                        "the key has " + bytes + " bytes, more than " + BYTES_MAX);
            }
        }
    }

    /// How an object is called in messages.
    static String where(String store, String key) {
        return key.isEmpty() ? store : store + '/' + Keys.printable(key);
    }

    private static StoreException refused(FailureCode code, Operation operation, String store, String key,
            String message) {
        return new StoreException(Failure.of(code, operation, where(store, key), message));
    }
}
