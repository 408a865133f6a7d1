package dev.crossdock.gcs;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Attributes;
import dev.crossdock.object.ByteRange;
import dev.crossdock.object.Checksum;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.StoreException;
import dev.crossdock.wire.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the headers of a download say of the object.
///
/// @param generation of what is sent, or an empty string
/// @param crc32c of the whole object
/// @param md5 of the whole object, in base64, or an empty string
/// @param range value of Content-Range, or an empty string
/// @param encoding how the body is encoded, or an empty string
/// @param storedEncoding how the object is, or an empty string
/// @param storageClass of the object, or an empty string
/// @param modified when it was written
/// @param attributes content headers; downloads do not show metadata
record DownloadHead(String generation, Optional<Checksum> crc32c, String md5, String range, String encoding,
        String storedEncoding, String storageClass, Optional<Instant> modified, Attributes attributes) {

    private static final String[] HEADERS = {"content-type", "content-encoding", "content-language",
            "content-disposition", "cache-control"};

    static DownloadHead of(HttpResponse response) {
        String crc32c = "";
        String md5 = "";
        // Several values stand in one header, or in several of one name.
        for (String header : response.headers("x-goog-hash")) {
            for (String each : header.split(",", -1)) {
                String value = each.strip();
                if (value.startsWith("crc32c=")) {
                    crc32c = value.substring(7);
                } else if (value.startsWith("md5=")) {
                    md5 = value.substring(4);
                }
            }
        }
        return new DownloadHead(response.header("x-goog-generation").orElse(""),
                GcsObject.checksum(Algorithm.CRC32C, crc32c), md5, response.header("content-range").orElse(""),
                response.header("content-encoding").orElse(""),
                response.header("x-goog-stored-content-encoding").orElse(""),
                response.header("x-goog-storage-class").orElse(""), response.header("last-modified")
                        .flatMap(Times::http),
                attributes(response));
    }

    /// Refuses bytes that were unpacked or packed on their way.
    void requireRaw(GcsFailures failures, GcsRequest request, HttpResponse response) throws StoreException {
        String stored = storedEncoding.equals("identity") ? "" : storedEncoding;
        boolean told = !storedEncoding.isEmpty();
        if (told && stored.contains("gzip") != encoding.contains("gzip")
                || response.header("warning").orElse("").contains("214")) {
            throw failures.senseless(request, FailureCode.TRANSCODED, response.status(), "the object is stored with "
                    + "encoding '" + Redaction.clean(stored, 40) + "' and was sent with '"
                    + Redaction.clean(encoding, 40) + '\'', "");
        }
    }

    /// The size of the whole object, from `Content-Range: bytes 0-4/10` (RFC 9110, section 14.4), which must be exactly
    /// the range that was asked for; else -1.
    long totalOf(ByteRange asked) {
        String start = "bytes " + asked.offset() + '-' + (asked.end() - 1) + '/';
        if (!range.startsWith(start)) {
            return -1;
        }
        try {
            return Long.parseLong(range, start.length(), range.length(), 10);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static Attributes attributes(HttpResponse response) {
        Map<String, String> headers = new TreeMap<>();
        for (String each : HEADERS) {
            response.header(each).ifPresent(value -> headers.put(each, value));
        }
        return new Attributes(headers, Map.of());
    }
}
