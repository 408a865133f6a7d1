package dev.crossdock.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Attributes;
import dev.crossdock.store.Body;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.WriteOptions;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// Objects are bytes: whatever they call their encoding, they come and go as they are stored.
final class RawBytesTest {

    @Test
    void compressedObjectsComeAsTheyAreStored() throws Exception {
        byte[] stored = compressed();
        try (ScriptedServer server = ScriptedServer.start();
                S3Store store = WireBucket.store(server, S3Profile.GENERIC)) {
            server.answer("200 OK\r\nETag: \"e\"\r\nContent-Encoding: gzip",
                    new String(stored, StandardCharsets.ISO_8859_1));
            try (ObjectReader reader = store.read("k", ReadOptions.ALL)) {
                ByteBuffer buffer = ByteBuffer.allocate(stored.length + 1);
                while (reader.read(buffer) >= 0) {
                    // Until the end.
                }
                assertThat(buffer.flip().remaining()).isEqualTo(stored.length);
                assertThat(buffer).isEqualTo(ByteBuffer.wrap(stored));
                assertThat(reader.stat().sizeBytes()).isEqualTo(stored.length);
                assertThat(reader.stat().attributes().headers()).containsEntry("content-encoding", "gzip");
            }
            assertThat(WireBucket.line(server.requests().getFirst(), "accept-encoding"))
                    .contains("accept-encoding: identity");
        }
    }

    @Test
    void compressedObjectsGoAsTheyAre() throws Exception {
        byte[] bytes = compressed();
        var digest = Algorithm.CRC32C.digest();
        digest.update(ByteBuffer.wrap(bytes));
        try (ScriptedServer server = ScriptedServer.start();
                S3Store store = WireBucket.store(server, S3Profile.GENERIC)) {
            server.answer("200 OK\r\nETag: \"e\"", "");
            store.write("k", new WriteOptions(new Precondition.Absent(), Optional.empty(),
                    new Attributes(Map.of("content-encoding", "gzip"), Map.of()), Optional.empty()),
                    Body.of(ByteBuffer.wrap(bytes), digest.finish()));
            String request = server.requests().getFirst();
            assertThat(request).endsWith("\r\n\r\n" + new String(bytes, StandardCharsets.ISO_8859_1));
            assertThat(WireBucket.line(request, "content-encoding")).contains("content-encoding: gzip");
        }
    }

    private static byte[] compressed() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write("the same again and again ".repeat(40).getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
