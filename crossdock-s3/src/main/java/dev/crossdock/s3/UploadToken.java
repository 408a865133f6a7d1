package dev.crossdock.s3;

import java.util.Optional;

/// Names an upload in another process. Its text is `s3-upload-1:BUCKET:UPLOAD:KEY`, with the last two percent-encoded.
///
/// @param bucket that it is in
/// @param key that it is for
/// @param uploadId as the service named it
record UploadToken(String bucket, String key, String uploadId) {

    private static final String VERSION = "s3-upload-1";

    String text() {
        StringBuilder out = new StringBuilder(VERSION).append(':').append(bucket).append(':');
        UriEncoding.query(out, uploadId);
        UriEncoding.query(out.append(':'), key);
        return out.toString();
    }

    /// Reads a token, or answers empty if it is none.
    static Optional<UploadToken> parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 4 || !parts[0].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            String uploadId = ListPage.decoded(parts[2], '+');
            String key = ListPage.decoded(parts[3], '+');
            if (uploadId.isEmpty() || key.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new UploadToken(parts[1], key, uploadId));
        } catch (XmlException e) {
            return Optional.empty();
        }
    }
}
