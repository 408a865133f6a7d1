package dev.crossdock.testkit.gcs;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Where a request leads.
///
/// @param bucket empty where there is none
/// @param object empty where there is none
/// @param targetBucket of a copy, else empty
/// @param targetObject of a copy, else empty
record Route(GcsOperation operation, String bucket, String object, String targetBucket, String targetObject) {
    private static final Route UNKNOWN = of(GcsOperation.UNKNOWN, "", "");

    /// @param path as it was sent, without the query
    /// @param contentRange that header, or nothing
    static Route of(String method, String path, Map<String, String> query, String contentRange) {
        List<String> words = Arrays.stream(path.substring(1).split("/", -1)).map(Route::decoded).toList();
        if (starts(words, "batch")) {
            return of(method.equals("POST") ? GcsOperation.BATCH : GcsOperation.UNKNOWN, "", "");
        }
        if (starts(words, "upload", "storage", "v1", "b")
                || starts(words, "resumable", "upload", "storage", "v1", "b")) {
            return upload(method, words.get(words.indexOf("b") + 1), query, contentRange);
        }
        if (starts(words, "download", "storage", "v1", "b")) {
            return api(method, words.subList(4, words.size()), query);
        }
        if (starts(words, "storage", "v1", "b")) {
            return api(method, words.subList(3, words.size()), query);
        }
        return xml(method, path, words.getFirst(), query);
    }

    /// Text in which octets may be written with percent signs.
    static String decoded(String text) {
        // In a path, a plus sign is nothing but that.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Route upload(String method, String bucket, Map<String, String> query, String contentRange) {
        String name = query.getOrDefault("name", "");
        if (query.containsKey("upload_id")) {
            return of(session(method, contentRange), bucket, name);
        }
        if (!method.equals("POST")) {
            return UNKNOWN;
        }
        return of(switch (query.getOrDefault("uploadType", "")) {
            case "media" -> GcsOperation.INSERT_MEDIA;
            case "multipart" -> GcsOperation.INSERT_MULTIPART;
            case "resumable" -> GcsOperation.SESSION_START;
            default -> GcsOperation.UNKNOWN;
        }, bucket, name);
    }

    private static GcsOperation session(String method, String contentRange) {
        return switch (method) {
            case "DELETE" -> GcsOperation.SESSION_DELETE;
            case "PUT", "POST" -> contentRange.startsWith("bytes */")
                    ? GcsOperation.SESSION_QUERY
                    : GcsOperation.SESSION_WRITE;
            default -> GcsOperation.UNKNOWN;
        };
    }

    /// @param words the path, after `b`
    private static Route api(String method, List<String> words, Map<String, String> query) {
        if (words.isEmpty()) {
            return of(method.equals("POST") ? GcsOperation.BUCKET_CREATE : GcsOperation.BUCKETS_LIST, "", "");
        }
        String bucket = words.getFirst();
        if (words.size() == 1) {
            return of(ofBucket(method), bucket, "");
        }
        if (words.get(1).equals("iam")) {
            return of(GcsOperation.TEST_PERMISSIONS, bucket, "");
        }
        if (!words.get(1).equals("o")) {
            return UNKNOWN;
        }
        if (words.size() == 2) {
            return of(method.equals("GET") ? GcsOperation.LIST : GcsOperation.UNKNOWN, bucket, "");
        }
        String object = words.get(2);
        return switch (words.size()) {
            case 3 -> of(ofObject(method, query), bucket, object);
            case 4 -> of(words.get(3).equals("compose") ? GcsOperation.COMPOSE : GcsOperation.UNKNOWN, bucket, object);
            case 8 -> new Route(copying(words.get(3)), bucket, object, words.get(5), words.get(7));
            default -> UNKNOWN;
        };
    }

    private static GcsOperation copying(String word) {
        return switch (word) {
            case "rewriteTo" -> GcsOperation.REWRITE;
            case "copyTo" -> GcsOperation.COPY;
            default -> GcsOperation.UNKNOWN;
        };
    }

    private static GcsOperation ofBucket(String method) {
        return switch (method) {
            case "GET" -> GcsOperation.BUCKET_GET;
            case "PATCH" -> GcsOperation.BUCKET_PATCH;
            case "DELETE" -> GcsOperation.BUCKET_DELETE;
            default -> GcsOperation.UNKNOWN;
        };
    }

    private static GcsOperation ofObject(String method, Map<String, String> query) {
        return switch (method) {
            case "GET" -> query.getOrDefault("alt", "").equals("media") ? GcsOperation.READ : GcsOperation.STAT;
            case "PATCH" -> GcsOperation.PATCH;
            case "PUT" -> GcsOperation.UPDATE;
            case "DELETE" -> GcsOperation.DELETE;
            default -> GcsOperation.UNKNOWN;
        };
    }

    private static Route xml(String method, String path, String bucket, Map<String, String> query) {
        int slash = path.indexOf('/', 1);
        String object = slash < 0 ? "" : decoded(path.substring(slash + 1));
        boolean uploads = query.containsKey("uploads");
        boolean ofUpload = query.containsKey("uploadId");
        return of(switch (method) {
            case "POST" -> uploads
                    ? GcsOperation.XML_UPLOAD_START
                    : ofUpload ? GcsOperation.XML_COMPLETE : GcsOperation.UNKNOWN;
            case "PUT" -> ofUpload ? GcsOperation.XML_PART : GcsOperation.UNKNOWN;
            case "DELETE" -> ofUpload ? GcsOperation.XML_ABORT : GcsOperation.UNKNOWN;
            case "GET" -> uploads
                    ? GcsOperation.XML_LIST_UPLOADS
                    : ofUpload ? GcsOperation.XML_LIST_PARTS : GcsOperation.UNKNOWN;
            default -> GcsOperation.UNKNOWN;
        }, bucket, object);
    }

    private static Route of(GcsOperation operation, String bucket, String object) {
        return new Route(operation, bucket, object, "", "");
    }

    private static boolean starts(List<String> words, String... expected) {
        return words.size() >= expected.length && words.subList(0, expected.length).equals(List.of(expected));
    }
}
