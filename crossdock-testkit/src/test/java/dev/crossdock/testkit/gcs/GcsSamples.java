package dev.crossdock.testkit.gcs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// What several tests send or look at.
final class GcsSamples {
    private GcsSamples() {}

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    /// Bytes of which no two neighbors are the same.
    static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31 + i / 251);
        }
        return bytes;
    }

    /// The names of the items on a page.
    static List<String> names(GcsClient.Said page) {
        return Json.asList(page.json().getOrDefault("items", List.of())).stream()
                .map(item -> String.valueOf(Json.asObject(item).get("name")))
                .toList();
    }
}
