package dev.crossdock.gcs;

import java.util.Optional;

/// Names an upload in another process. Its text is `gcs-upload-1:BUCKET:ID:KEY`, the key percent-encoded. An upload is
/// a marker with what the object is going to be, and parts, all of them objects under the reserved prefix.
///
/// @param bucket that it is in
/// @param id of the upload, 32 hexadecimal digits
/// @param key that it is for
record UploadToken(String bucket, String id, String key) {

    private static final String VERSION = "gcs-upload-1";
    private static final String MARKERS = GcsKeys.RESERVED + "uploads/";
    private static final int NUMBER_DIGITS = 5;

    String text() {
        return VERSION + ':' + bucket + ':' + id + ':' + UriEncoding.encoded(key);
    }

    /// Reads a token, or answers empty if it is none.
    static Optional<UploadToken> parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 4 || !parts[0].equals(VERSION) || !isId(parts[2])) {
            return Optional.empty();
        }
        return UriEncoding.decoded(parts[3]).filter(key -> !key.isEmpty())
                .map(key -> new UploadToken(parts[1], parts[2], key));
    }

    /// What the keys of all markers begin with.
    static String markers() {
        return MARKERS;
    }

    /// The upload whose marker has that key, for an object; empty if it is no marker.
    static Optional<UploadToken> ofMarker(String bucket, String marker, String key) {
        String id = marker.substring(Math.min(MARKERS.length(), marker.length()));
        return marker.startsWith(MARKERS) && isId(id)
                ? Optional.of(new UploadToken(bucket, id, key))
                : Optional.empty();
    }

    /// Key of the marker.
    String marker() {
        return MARKERS + id;
    }

    /// What the keys of everything but the marker begin with.
    String prefix() {
        return GcsKeys.RESERVED + id + '/';
    }

    /// What the keys of the parts begin with.
    String partsPrefix() {
        return prefix() + "part-";
    }

    /// Key of a part. Listed in the order of their numbers.
    String part(int number) {
        String digits = Integer.toString(number);
        return partsPrefix() + "0".repeat(Math.max(0, NUMBER_DIGITS - digits.length())) + digits;
    }

    /// The number of the part that has this key, or -1.
    int number(String partKey) {
        String digits = partKey.substring(Math.min(partsPrefix().length(), partKey.length()));
        if (digits.length() != NUMBER_DIGITS) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /// Key of what some parts were composed to on the way to the whole.
    String joined(int level, int index) {
        return prefix() + "joined-" + level + '-' + index;
    }

    private static boolean isId(String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (!(each >= '0' && each <= '9' || each >= 'a' && each <= 'f')) {
                return false;
            }
        }
        return text.length() == 32;
    }
}
