package dev.crossdock.testkit.gcs;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `objects.insert` in one request: bytes alone, or metadata and bytes in one body.
final class Inserting {
    private final Cloud cloud;
    private final Writing writing;

    Inserting(Cloud cloud, Writing writing) {
        this.cloud = cloud;
        this.writing = writing;
    }

    /// `uploadType=media`.
    Reply media(Call call) {
        Map<String, Object> fields = new LinkedHashMap<>();
        call.header("Content-Type").ifPresent(type -> fields.put("contentType", type));
        return insert(call, call.route().object(), call.body(), fields, Expected.NOTHING);
    }

    /// `uploadType=multipart`.
    Reply multipart(Call call) {
        List<MultipartBody.Part> parts = MultipartBody.of(call);
        if (parts.size() != 2) {
            throw GcsError.invalid("Malformed multipart body: " + parts.size() + " parts.");
        }
        Map<String, Object> resource = call.note(
                new String(parts.getFirst().body().bytes(), StandardCharsets.UTF_8));
        Map<String, Object> fields = typed(resource, parts.get(1).headers().getOrDefault("Content-Type", ""));
        return insert(call, name(call, resource), parts.get(1).body(), fields, Expected.of(resource));
    }

    /// The fields of a resource, with the type that was said of the bytes themselves: two types are none.
    ///
    /// @param type empty if nothing was said
    static Map<String, Object> typed(Map<String, Object> resource, String type) {
        Map<String, Object> fields = new LinkedHashMap<>(ObjectFields.of(resource));
        if (type.isEmpty()) {
            return fields;
        }
        Object named = fields.getOrDefault("contentType", type);
        if (!named.equals(type)) {
            throw GcsError.invalid("Content-Type specified in the upload (" + type
                    + ") does not match Content-Type specified in metadata (" + named
                    + "). If it was a simple upload (uploadType=media), the Content-Type was specified as a bare header."
                    + " If it was a multipart upload (uploadType=multipart), then the Content-Type was specified in the"
                    + " second part of the multipart. If it was a resumable upload (uploadType=resumable), then the"
                    + " Content-Type was specified with the X-Upload-Content-Type header with the start of the resumable"
                    + " session. For more information, see"
                    + " https://cloud.google.com/storage/docs/json_api/v1/how-tos/upload.");
        }
        fields.put("contentType", type);
        return fields;
    }

    /// The name, from the parameters or the resource.
    static String name(Call call, Map<String, Object> resource) {
        String named = resource.getOrDefault("name", "").toString();
        String asked = call.route().object();
        if (!named.isEmpty() && !asked.isEmpty() && !named.equals(asked)) {
            throw GcsError.invalid("Value '" + named + "' in content does not agree with value '" + asked
                    + "'. This can happen when a value set through a parameter is inconsistent with a value set in the"
                    + " request.");
        }
        return asked.isEmpty() ? named : asked;
    }

    private Reply insert(Call call, String name, Media media, Map<String, Object> fields, Expected expected) {
        Shelf shelf = cloud.shelf(call.route().bucket());
        writing.admit(call, shelf, name, Conditions.of(call));
        expected.check(media);
        Expected.of(call).check(media);
        StoredObject stored = writing.store(call, shelf, name, media, fields);
        return Reply.json(FieldMask.apply(call, stored.resource(call.root())));
    }
}
