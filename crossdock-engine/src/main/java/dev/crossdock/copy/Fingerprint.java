package dev.crossdock.copy;

import dev.crossdock.object.Checksum;
import java.util.Optional;

/// What is known of the bytes that were read, by our own computation.
interface Fingerprint {

    /// The full-object digest that stands in the receipt.
    Checksum checksum();

    /// Our own value to compare a store's value with, if it can be had.
    ///
    /// @param theirs a value that a store shows, full-object or composite
    Optional<Checksum> comparable(Checksum theirs);

    /// Our MD5 in lower-case hex, if it can be had.
    Optional<String> md5();

    /// Compares with everything that a store shows.
    default Match compare(Iterable<Checksum> theirs, String etag) {
        for (Checksum each : theirs) {
            Optional<Checksum> own = comparable(each);
            if (own.isPresent()) {
                return own.get().equals(each) ? Match.SAME : Match.DIFFERENT;
            }
        }
        return md5Hex(etag) && md5().equals(Optional.of(etag)) ? Match.SAME : Match.UNDECIDED;
    }

    /// Whether an ETag could be an MD5: only equality shows that it is one.
    static boolean md5Hex(String etag) {
        if (etag.length() != 32) {
            return false;
        }
        for (int i = 0; i < 32; i++) {
            if (Character.digit(etag.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /// What a comparison shows.
    enum Match {
        /// A digest is equal.
        SAME,
        /// A digest in the same algorithm is not.
        DIFFERENT,
        /// There is nothing to compare.
        UNDECIDED
    }
}
