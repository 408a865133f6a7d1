package dev.crossdock.testkit.gcs;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One generation of an object; never changed, only replaced.
///
/// @param md5 empty for composed objects
/// @param fields what callers may set, by the names of the API
/// @param components of how many parts it was composed; 0 if it was not
record StoredObject(String bucket, String name, long generation, long metageneration, Media media, String crc32c,
        String md5, Map<String, Object> fields, int components, Instant created, Instant updated,
        Optional<Instant> deleted) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    StoredObject changed(Map<String, Object> otherFields, Instant now) {
        return new StoredObject(bucket, name, generation, metageneration + 1, media, crc32c, md5, otherFields,
                components, created, now, deleted);
    }

    StoredObject archived(Instant now) {
        return new StoredObject(bucket, name, generation, metageneration, media, crc32c, md5, fields, components,
                created, updated, Optional.of(now));
    }

    String field(String field) {
        return fields.getOrDefault(field, "").toString();
    }

    boolean isHeld(String hold) {
        return fields.getOrDefault(hold, false).equals(true);
    }

    /// Generation and metageneration as the service packs them: two numbers of a protocol buffer.
    String etag() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        pack(packed, 0x08, generation);
        pack(packed, 0x10, metageneration);
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    /// What `x-goog-hash` says of it.
    String hashes() {
        return "crc32c=" + crc32c + (md5.isEmpty() ? "" : ",md5=" + md5);
    }

    /// The resource that the API shows.
    Map<String, Object> resource(String root) {
        String self = "/storage/v1/b/" + bucket + "/o/" + encoded(name);
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("kind", "storage#object");
        resource.put("id", bucket + "/" + name + "/" + generation);
        resource.put("selfLink", root + self);
        resource.put("mediaLink", root + "/download" + self + "?generation=" + generation + "&alt=media");
        resource.put("name", name);
        resource.put("bucket", bucket);
        resource.put("generation", "" + generation);
        resource.put("metageneration", "" + metageneration);
        resource.putAll(fields);
        resource.put("size", "" + media.sizeBytes());
        if (!md5.isEmpty()) {
            resource.put("md5Hash", md5);
        }
        resource.put("crc32c", crc32c);
        resource.put("etag", etag());
        if (components > 0) {
            resource.put("componentCount", (long) components);
        }
        resource.put("timeCreated", time(created));
        resource.put("updated", time(updated));
        deleted.ifPresent(at -> resource.put("timeDeleted", time(at)));
        resource.put("timeStorageClassUpdated", time(created));
        resource.put("timeFinalized", time(created));
        return resource;
    }

    private static void pack(ByteArrayOutputStream packed, int tag, long number) {
        packed.write(tag);
        long left = number;
        while (left > 0x7f) {
            packed.write((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        packed.write((int) left);
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
