package dev.crossdock.store.local;

import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import java.util.HexFormat;

/// Which keys a directory tree can hold. A key that it cannot hold is refused with the reason, never bent into shape.
final class LocalKeys {

    /// Directory at the root for files under way.
    static final String RESERVED = ".crossdock-tmp";

    /// Longest name that Linux filesystems take.
    static final int SEGMENT_BYTES_MAX = 255;

    private final String root;
    private final int keyBytesMax;

    LocalKeys(String root, int keyBytesMax) {
        this.root = root;
        this.keyBytesMax = keyBytesMax;
    }

    /// Refuses a key that no file can have.
    void check(String key, Operation operation) throws StoreException {
        checkStart(key, operation);
        int bytes = 0;
        int begin = 0;
        for (int end = key.indexOf('/'); end >= 0; end = key.indexOf('/', begin)) {
            bytes += checkSegment(key, begin, end, operation) + 1;
            begin = end + 1;
        }
        bytes += checkSegment(key, begin, key.length(), operation);
        if (bytes > keyBytesMax) {
            throw refused(FailureCode.NAME_TOO_LONG, key, operation, bytes + " > " + keyBytesMax + " bytes");
        }
    }

    /// Refuses a prefix whose directories no file can be in. `directories` is empty, or ends in a slash.
    void checkDirectories(String directories, Operation operation) throws StoreException {
        if (!directories.isEmpty()) {
            check(directories.substring(0, Math.max(directories.length() - 1, 0)), operation);
        }
    }

    private void checkStart(String key, Operation operation) throws StoreException {
        if (key.startsWith("/")) {
            throw refused(FailureCode.PATH_ABSOLUTE, key, operation, "the key is an absolute path");
        }
        if (key.startsWith(RESERVED) && (key.length() == RESERVED.length() || key.charAt(RESERVED.length()) == '/')) {
            throw refused(FailureCode.KEY_RESERVED, key, operation, RESERVED + " holds files under way");
        }
    }

    /// @return bytes of the segment in UTF-8
    private int checkSegment(String key, int begin, int end, Operation operation) throws StoreException {
        if (begin == end) {
            throw refused(FailureCode.PATH_EMPTY_SEGMENT, key, operation, "no file has the empty name at " + begin);
        }
        if (key.startsWith(".", begin) && (end == begin + 1 || (end == begin + 2 && key.charAt(begin + 1) == '.'))) {
            throw refused(FailureCode.PATH_ESCAPE, key, operation,
                    "the key leaves the directory: " + key.substring(begin, end) + " at " + begin);
        }
        int bytes = utf8Bytes(key, begin, end, operation);
        if (bytes > SEGMENT_BYTES_MAX) {
            throw refused(FailureCode.NAME_TOO_LONG, key, operation, bytes + " > " + SEGMENT_BYTES_MAX + " bytes");
        }
        return bytes;
    }

    private int utf8Bytes(String key, int begin, int end, Operation operation) throws StoreException {
        int bytes = 0;
        int at = begin;
        while (at < end) {
            int each = key.codePointAt(at);
            if (each == 0 || (each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE)) {
                throw illegal(key, at, operation);
            }
            bytes += each < 0x80 ? 1 : each < 0x800 ? 2 : each < 0x10000 ? 3 : 4;
            at += Character.charCount(each);
        }
        return bytes;
    }

    StoreException illegal(String key, int index, Operation operation) {
        return refused(FailureCode.PATH_ILLEGAL_CHAR, key, operation,
                "no file name has U+" + HexFormat.of().withUpperCase().toHexDigits(key.charAt(index)) + " at " + index);
    }

    private StoreException refused(FailureCode code, String key, Operation operation, String message) {
        return LocalFailures.of(code, operation, root + '/' + key, message);
    }
}
