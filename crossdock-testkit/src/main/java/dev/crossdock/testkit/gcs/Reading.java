package dev.crossdock.testkit.gcs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// `objects.get`: the resource, or the bytes.
final class Reading {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    private final Cloud cloud;
    private final Access access;

    Reading(Cloud cloud, Access access) {
        this.cloud = cloud;
        this.access = access;
    }

    Reply stat(Call call) {
        return Reply.json(FieldMask.apply(call, find(call).resource(call.root())));
    }

    Reply read(Call call) {
        StoredObject object = find(call);
        boolean isPacked = object.field("contentEncoding").equals("gzip");
        boolean mayUnpack = !call.header("Accept-Encoding").orElse("").contains("gzip")
                && !object.field("cacheControl").contains("no-transform");
        return isPacked && mayUnpack ? unpacked(object) : stored(call, object);
    }

    private StoredObject find(Call call) {
        Shelf shelf = cloud.shelf(call.route().bucket());
        access.require(call, shelf, Access.GET);
        StoredObject found = shelf.find(call.route().object(), call.number("generation"))
                .orElseThrow(() -> access.missing(shelf, call.route().object()));
        Conditions.of(call).checkRead(Optional.of(found));
        return found;
    }

    private static Reply stored(Call call, StoredObject object) {
        Matcher range = RANGE.matcher(call.header("Range").orElse(""));
        long size = object.media().sizeBytes();
        Reply reply = described(Reply.empty(200), object);
        if (!object.field("contentEncoding").isEmpty()) {
            reply = reply.with("Content-Encoding", object.field("contentEncoding"));
        }
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return reply.withBody(object.media());
        }
        boolean isSuffix = range.group(1).isEmpty();
        long from = isSuffix ? Math.max(0, size - Long.parseLong(range.group(2))) : Long.parseLong(range.group(1));
        long to = isSuffix || range.group(2).isEmpty() ? size : Math.min(size, Long.parseLong(range.group(2)) + 1);
        if (from >= size) {
            return Reply.mediaError(new GcsError(416, "requestedRangeNotSatisfiable", "Request range not satisfiable"))
                    .with("Content-Range", "bytes */" + size);
        }
        if (to <= from) {
            return reply.withBody(object.media());
        }
        return new Reply(206, reply.headers(), object.media().slice(from, to), false)
                .with("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + size);
    }

    /// Decompressed on the way out: no length, no range, and checksums of something else.
    private static Reply unpacked(StoredObject object) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(object.media().bytes()))) {
            Reply described = described(Reply.empty(200), object)
                    .with("Vary", "Accept-Encoding")
                    .with("Warning", "214 UploadServer gunzipped");
            return new Reply(200, described.headers(), Media.of(in.readAllBytes()), true);
        } catch (IOException e) {
            // It only says that it is gzip: it goes out as it is.
            return described(Reply.empty(200), object).withBody(object.media());
        }
    }

    private static Reply described(Reply reply, StoredObject object) {
        String type = object.field("contentType");
        String encoding = object.field("contentEncoding");
        Reply described = reply
                .with("Content-Type", type.isEmpty() ? "application/octet-stream" : type)
                .with("ETag", object.etag())
                .with("Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(object.updated().atOffset(ZoneOffset.UTC)))
                .with("X-Goog-Generation", "" + object.generation())
                .with("X-Goog-Metageneration", "" + object.metageneration())
                .with("X-Goog-Hash", object.hashes())
                .with("X-Goog-Storage-Class", object.field("storageClass"))
                .with("X-Goog-Stored-Content-Encoding", encoding.isEmpty() ? "identity" : encoding)
                .with("X-Goog-Stored-Content-Length", "" + object.media().sizeBytes())
                .with("Cache-Control", object.field("cacheControl").isEmpty()
                        ? "no-cache, no-store, max-age=0, must-revalidate"
                        : object.field("cacheControl"));
        if (!object.field("contentDisposition").isEmpty()) {
            described = described.with("Content-Disposition", object.field("contentDisposition"));
        }
        return object.field("contentLanguage").isEmpty()
                ? described
                : described.with("Content-Language", object.field("contentLanguage"));
    }
}
