package dev.crossdock.s3;

import dev.crossdock.object.Keys;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;

/// Which keys can be sent at all.
final class S3Keys {

    /// Amazon S3 user guide, "Naming Amazon S3 objects".
    static final int BYTES_MAX = 1024;

    private S3Keys() {}

    /// Refuses keys that no request can name. An empty one would make it a request about the whole bucket.
    static void check(String store, String key, Operation operation) throws StoreException {
        if (key.isEmpty()) {
            throw new StoreException(Failure.of(FailureCode.BAD_REQUEST, operation, store, "the key is empty"));
        }
        if (!Keys.wellFormed(key)) {
            throw refused(FailureCode.PATH_ILLEGAL_CHAR, operation, store, key, "the key has no UTF-8 form");
        }
        if (key.length() * 3 > BYTES_MAX && bytes(key) > BYTES_MAX) {
            throw refused(FailureCode.NAME_TOO_LONG, operation, store, key,
                    "the key has " + bytes(key) + " bytes, more than "
                            + BYTES_MAX);
        }
    }

    /// How an object is called in messages.
    static String where(String store, String key) {
        return key.isEmpty() ? store : store + '/' + Keys.printable(key);
    }

    private static int bytes(String key) {
        int bytes = 0;
        for (int i = 0; i < key.length(); i++) {
            char each = key.charAt(i);
            bytes += each < 0x80 ? 1 : each < 0x800 || Character.isSurrogate(each) ? 2 : 3;
        }
        return bytes;
    }

    private static StoreException refused(FailureCode code, Operation operation, String store, String key,
            String message) {
        return new StoreException(Failure.of(code, operation, where(store, key), message));
    }
}
