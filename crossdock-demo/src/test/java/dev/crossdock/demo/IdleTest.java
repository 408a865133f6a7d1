package dev.crossdock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// A pair that did not change costs its listings and no request for any object; what did change costs one read and one
/// write.
class IdleTest {

    private static final int PART_BYTES = 5 << 20;

    @TempDir
    private static Path folder;

    private static Dock dock;

    @BeforeAll
    static void open() throws IOException {
        dock = Dock.open(folder);
    }

    @AfterAll
    static void close() throws IOException {
        dock.close();
    }

    @ParameterizedTest
    @EnumSource(FaultPath.class)
    void asksForNoObjectOfAnUnchangedPair(FaultPath path) throws Exception {
        Lane lane = dock.lane(path).fill(12);
        putInParts(lane.source(), "large.bin");
        assertThat(lane.good("copy").copied()).isEqualTo(13);
        clear();

        assertThat(lane.good("copy").skipped()).isEqualTo(13);
        assertThat(lane.good("sync", "--delete").skipped()).isEqualTo(13);

        assertThat(aboutObjects()).isEmpty();
        assertThat(dock.source().count(Watch.aListing())).isEqualTo(path.fromBucket() ? 2 : 0);
        assertThat(dock.target().count(Watch.aListing())).isEqualTo(path.toBucket() ? 2 : 0);

        lane.source().put(Lane.key(5), Lane.bytes("changed"));
        clear();
        assertThat(lane.good("sync").copied()).isOne();

        assertThat(verbs(dock.source())).isEqualTo(path.fromBucket() ? List.of("GET") : List.of());
        assertThat(verbs(dock.target())).isEqualTo(path.toBucket() ? List.of("PUT") : List.of());
        assertThat(lane.target().contents()).isEqualTo(lane.source().contents());
    }

    @Test
    void goesBackAndForthForOneReadAndOneWrite() throws Exception {
        Lane there = dock.lane(FaultPath.S3_TO_S3).fill(10);
        Lane back = there.back();
        assertThat(there.good("sync").copied()).isEqualTo(10);
        clear();
        assertThat(back.good("sync").skipped()).isEqualTo(10);
        assertThat(aboutObjects()).isEmpty();

        requireOne(there, "changed at the one");
        requireOne(back, "changed at the other");
        requireOne(there, "and once more");

        clear();
        assertThat(there.good("sync", "--delete").skipped()).isEqualTo(10);
        assertThat(back.good("sync", "--delete").skipped()).isEqualTo(10);
        assertThat(aboutObjects()).isEmpty();
    }

    private static void requireOne(Lane lane, String text) throws Exception {
        lane.source().put(Lane.key(7), Lane.bytes(text));
        clear();
        FaultReport report = lane.good("sync");
        assertThat(report.copied()).isOne();
        assertThat(report.skipped()).isEqualTo(9);
        assertThat(verbs(dock.source())).containsExactly("GET");
        assertThat(verbs(dock.target())).containsExactly("PUT");
        assertThat(lane.target().contents()).isEqualTo(lane.source().contents());
    }

    private static void clear() {
        dock.source().clear();
        dock.target().clear();
    }

    private static List<String> aboutObjects() {
        return Stream
                .concat(dock.source().aboutObjects().stream(), dock.target().aboutObjects().stream()).toList();
    }

    private static List<String> verbs(Watch watch) {
        return watch.aboutObjects().stream().map(each -> each.substring(0, each.indexOf(' '))).toList();
    }

    /// In a bucket, as an upload of other parts than the program would make: its ETag is no MD5 of the bytes.
    private static void putInParts(Shelf shelf, String key) throws IOException {
        byte[] bytes = new byte[2 * PART_BYTES];
        Arrays.fill(bytes, (byte) 'x');
        if (!(shelf instanceof Shelf.Bucket bucket)) {
            shelf.put(key, bytes);
            return;
        }
        S3Client client = dock.oracle().client();
        String id = client.createMultipartUpload(request -> request.bucket(bucket.name()).key(key)).uploadId();
        CompletedPart[] parts = new CompletedPart[2];
        for (int i = 0; i < parts.length; i++) {
            int number = i + 1;
            byte[] part = Arrays.copyOfRange(bytes, i * PART_BYTES, number * PART_BYTES);
            String etag = client.uploadPart(
                    request -> request.bucket(bucket.name()).key(key).uploadId(id).partNumber(number),
                    RequestBody.fromBytes(part)).eTag();
            parts[i] = CompletedPart.builder().partNumber(number).eTag(etag).build();
        }
        client.completeMultipartUpload(request -> request.bucket(bucket.name()).key(key).uploadId(id)
                .multipartUpload(upload -> upload.parts(parts)));
    }
}
