package dev.crossdock.testkit.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.testkit.gcs.GcsClient.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// A server under test, with a bucket in which nothing is yet.
interface ProtocolServer {

    GcsClient client();

    String bucket();

    /// The same bucket, told to keep noncurrent generations.
    String versionedBucket() throws IOException;

    /// Puts an object there, of the type of the samples.
    ///
    /// @return the new generation
    default String put(String name, byte[] bytes) throws IOException {
        return put(bucket(), name, bytes, Map.of());
    }

    default String put(String name, byte[] bytes, Map<String, Object> fields) throws IOException {
        return put(bucket(), name, bytes, fields);
    }

    default String put(String bucket, String name, byte[] bytes, Map<String, Object> fields) throws IOException {
        Said inserted = client().multipart(bucket, Json.write(fields), bytes, "&name=" + GcsClient.encoded(name));
        assertThat(inserted.status()).as(inserted.text()).isEqualTo(200);
        return inserted.field("generation");
    }

    /// Objects of nine bytes each.
    default void putAll(List<String> names) throws IOException {
        for (String name : names) {
            put(name, "123456789".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
