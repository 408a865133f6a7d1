package dev.crossdock.testkit.gcs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The XML API's uploads in parts, which know no preconditions.
final class XmlUploads {
    private static final Pattern PART = Pattern.compile(
            "<Part>\\s*<PartNumber>(\\d+)</PartNumber>\\s*<ETag>(?:\"|&quot;)?([^<\"&]+)(?:\"|&quot;)?</ETag>\\s*</Part>");
    private static final Pattern ESCAPED = Pattern.compile("[&<>\"']");
    private static final long PART_BYTES_MIN = 5 << 20;
    private static final int PARTS_MAX = 10_000;

    private final Cloud cloud;
    private final Access access;
    private final Writing writing;
    private final Map<String, XmlUpload> uploads = new LinkedHashMap<>();

    /// What has come so far, by the numbers of the parts.
    record XmlUpload(String bucket, String name, Map<String, Object> fields, TreeMap<Integer, Media> parts) {}

    XmlUploads(Cloud cloud, Access access, Writing writing) {
        this.cloud = cloud;
        this.access = access;
        this.writing = writing;
    }

    int open() {
        return uploads.size();
    }

    static Reply error(GcsError error) {
        String code = switch (error.status()) {
            case 400 ->
                error.text().contains("CRC32C") || error.text().contains("MD5") ? "BadDigest" : "InvalidArgument";
            case 401 -> "AuthenticationRequired";
            case 403 -> "AccessDenied";
            case 404 -> error.text().contains("bucket") ? "NoSuchBucket" : "NoSuchUpload";
            case 429 -> "SlowDown";
            case 503 -> "ServiceUnavailable";
            default -> "InternalError";
        };
        return xml(error.status(), "<Error><Code>" + code + "</Code><Message>" + escaped(error.text())
                + "</Message></Error>");
    }

    Reply start(Call call) {
        Shelf shelf = cloud.shelf(call.route().bucket());
        access.require(call, shelf, "storage.multipartUploads.create");
        writing.admit(call, shelf, call.route().object(), Conditions.of(call));
        Map<String, Object> fields = new LinkedHashMap<>();
        call.header("Content-Type").ifPresent(value -> fields.put("contentType", value));
        call.header("Content-Encoding").ifPresent(value -> fields.put("contentEncoding", value));
        call.header("Cache-Control").ifPresent(value -> fields.put("cacheControl", value));
        call.header("X-Goog-Storage-Class").ifPresent(value -> fields.put("storageClass", value));
        String id = cloud.nextId("xml-");
        uploads.put(id, new XmlUpload(shelf.name(), call.route().object(), ObjectFields.of(fields), new TreeMap<>()));
        return xml(200, "<InitiateMultipartUploadResult><Bucket>" + shelf.name() + "</Bucket><Key>"
                + escaped(call.route().object()) + "</Key><UploadId>" + id
                + "</UploadId></InitiateMultipartUploadResult>");
    }

    Reply part(Call call) {
        XmlUpload upload = find(call);
        access.require(call, cloud.shelf(upload.bucket()), Access.CREATE);
        long number = call.number("partNumber").orElse(0L);
        if (number < 1 || number > PARTS_MAX) {
            throw GcsError.invalidParameter("partNumber", "" + number);
        }
        Expected.of(call).check(call.body());
        upload.parts().put((int) number, call.body());
        return Reply.empty(200).with("ETag", etag(call.body()))
                .with("X-Goog-Hash", "crc32c=" + call.body().crc32c() + ",md5=" + call.body().md5());
    }

    Reply complete(Call call) {
        XmlUpload upload = find(call);
        Shelf shelf = cloud.shelf(upload.bucket());
        writing.admit(call, shelf, upload.name(), Conditions.of(call));
        Matcher named = PART.matcher(new String(call.body().bytes(), StandardCharsets.UTF_8));
        Media all = Media.EMPTY;
        ByteArrayOutputStream digests = new ByteArrayOutputStream();
        int count = 0;
        long lastSize = PART_BYTES_MIN;
        while (named.find()) {
            Media part = Optional.ofNullable(upload.parts().get(Integer.valueOf(named.group(1))))
                    .filter(found -> etag(found).equals("\"" + named.group(2) + "\""))
                    .orElseThrow(() -> GcsError.invalid("One or more of the specified parts could not be found."));
            if (lastSize < PART_BYTES_MIN) {
                throw GcsError.invalid("A part but the last is smaller than the minimum.");
            }
            lastSize = part.sizeBytes();
            all = all.plus(part);
            digests.writeBytes(part.md5Bytes());
            count++;
        }
        if (count == 0) {
            throw GcsError.invalid("No parts were named.");
        }
        StoredObject stored = writing.storeMade(call, shelf, upload.name(), all, "", upload.fields(), 0);
        uploads.remove(call.parameter("uploadId").orElse(""));
        String etag = HexFormat.of().formatHex(Media.of(digests.toByteArray()).md5Bytes()) + "-" + count;
        return xml(200, "<CompleteMultipartUploadResult><Bucket>" + shelf.name() + "</Bucket><Key>"
                + escaped(upload.name()) + "</Key><ETag>\"" + etag + "\"</ETag></CompleteMultipartUploadResult>")
                .with("X-Goog-Generation", "" + stored.generation()).with("X-Goog-Hash", stored.hashes());
    }

    Reply abort(Call call) {
        XmlUpload upload = find(call);
        access.require(call, cloud.shelf(upload.bucket()), "storage.multipartUploads.abort");
        uploads.remove(call.parameter("uploadId").orElse(""));
        return Reply.empty(204);
    }

    Reply parts(Call call) {
        XmlUpload upload = find(call);
        access.require(call, cloud.shelf(upload.bucket()), "storage.multipartUploads.listParts");
        StringBuilder text = new StringBuilder("<ListPartsResult><IsTruncated>false</IsTruncated>");
        upload.parts().forEach((number, media) -> text.append("<Part><PartNumber>").append(number)
                .append("</PartNumber><ETag>").append(escaped(etag(media))).append("</ETag><Size>")
                .append(media.sizeBytes()).append("</Size></Part>"));
        return xml(200, text + "</ListPartsResult>");
    }

    Reply uploads(Call call) {
        Shelf shelf = cloud.shelf(call.route().bucket());
        access.require(call, shelf, "storage.multipartUploads.list");
        StringBuilder text = new StringBuilder("<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>");
        uploads.forEach((id, upload) -> {
            if (upload.bucket().equals(shelf.name()) && upload.name().startsWith(call.parameter("prefix").orElse(""))) {
                text.append("<Upload><Key>").append(escaped(upload.name())).append("</Key><UploadId>").append(id)
                        .append("</UploadId></Upload>");
            }
        });
        return xml(200, text + "</ListMultipartUploadsResult>");
    }

    private XmlUpload find(Call call) {
        return Optional.ofNullable(uploads.get(call.parameter("uploadId").orElse("")))
                .orElseThrow(() -> new GcsError(404, "notFound", "The requested upload was not found."));
    }

    private static String etag(Media part) {
        return "\"" + HexFormat.of().formatHex(Base64.getDecoder().decode(part.md5())) + "\"";
    }

    private static Reply xml(int status, String text) {
        return Reply.text(status, "application/xml; charset=UTF-8", "<?xml version='1.0' encoding='UTF-8'?>" + text);
    }

    private static String escaped(String text) {
        return ESCAPED.matcher(text).replaceAll(found -> "&#" + (int) found.group().charAt(0) + ";");
    }
}
