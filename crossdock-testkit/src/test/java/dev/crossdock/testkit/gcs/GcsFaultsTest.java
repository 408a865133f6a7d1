package dev.crossdock.testkit.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.testkit.gcs.GcsClient.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the fake lets go wrong, and that it counts it.
class GcsFaultsTest {
    private static final int GRAIN = 256 << 10;
    private static final byte[] LARGE = GcsSamples.bytes(3 * GRAIN + 5);

    private final GcsFake fake = GcsFake.start();
    private final GcsClient client = GcsClient.of(fake);

    @BeforeEach
    void makeBucket() {
        fake.createBucket("bucket");
        fake.put("bucket", "k", LARGE);
    }

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    @Test
    void refusesAsOftenAsItIsTold() throws IOException {
        GcsRule rule = fake.add(GcsRule.times(2, request -> request.operation() == GcsOperation.STAT,
                GcsFault.slowDown(3)).afterFirst(1));

        assertThat(client.stat("bucket", "k").status()).isEqualTo(200);
        Said slow = client.stat("bucket", "k");
        assertThat(slow.status()).isEqualTo(429);
        assertThat(slow.reason()).isEqualTo("rateLimitExceeded");
        assertThat(slow.header("Retry-After")).isEqualTo("3");
        assertThat(client.stat("bucket", "k").status()).isEqualTo(429);
        assertThat(client.stat("bucket", "k").status()).isEqualTo(200);
        assertThat(rule.fired()).isEqualTo(2);
    }

    @Test
    void refusesOneCallOfABatch() throws IOException {
        GcsRule rule = fake.add(GcsRule.once(request -> request.object().equals("b"), GcsFault.unavailable()));
        fake.put("bucket", "a", LARGE);
        fake.put("bucket", "b", LARGE);

        Said batch = client.send("POST", "/batch/storage/v1", """
                --cut\r
                Content-Type: application/http\r
                \r
                DELETE /storage/v1/b/bucket/o/a HTTP/1.1\r
                \r
                \r
                --cut\r
                Content-Type: application/http\r
                \r
                DELETE /storage/v1/b/bucket/o/b HTTP/1.1\r
                \r
                \r
                --cut--\r
                """.getBytes(StandardCharsets.UTF_8), "Content-Type", "multipart/mixed; boundary=cut");

        assertThat(batch.text()).containsSubsequence("HTTP/1.1 204", "HTTP/1.1 503", "backendError");
        assertThat(rule.fired()).isOne();
        assertThat(fake.object("bucket", "a")).isEmpty();
        assertThat(fake.object("bucket", "b")).isPresent();
        assertThat(fake.requests(GcsOperation.DELETE)).hasSize(2);
    }

    @Test
    void losesTheReplyOfAWriteThatWasDone() {
        GcsRule rule = fake.add(GcsRule.once(GcsOperation.INSERT_MEDIA, new GcsFault.LoseReply()));

        assertThatThrownBy(() -> client.insert("bucket", "new", LARGE, "")).isInstanceOf(IOException.class);
        assertThat(rule.fired()).isOne();
        assertThat(fake.bytes("bucket", "new")).hasValue(LARGE);
    }

    @Test
    void failsAfterAWriteThatWasDone() throws IOException {
        GcsRule rule = fake.add(GcsRule.once(GcsOperation.INSERT_MEDIA,
                new GcsFault.RefuseAfterwards(503, "backendError", "Backend Error")));

        assertThat(client.insert("bucket", "new", LARGE, "").status()).isEqualTo(503);
        assertThat(rule.fired()).isOne();
        assertThat(fake.object("bucket", "new")).isPresent();
    }

    @Test
    void breaksARepliesBodyOff() throws IOException {
        GcsRule cut = fake.add(GcsRule.once(GcsOperation.READ, new GcsFault.TruncateReply(GRAIN)));
        GcsRule reset = fake.add(GcsRule.once(GcsOperation.READ, new GcsFault.ResetReply(GRAIN)));

        assertThatThrownBy(() -> client.read("bucket", "k")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> client.read("bucket", "k")).isInstanceOf(IOException.class);
        assertThat(client.read("bucket", "k").bytes()).isEqualTo(LARGE);
        assertThat(cut.fired()).isOne();
        assertThat(reset.fired()).isOne();
    }

    @Test
    void aFaultWithoutAPlaceWaitsForTheNextRequest() throws IOException {
        fake.put("bucket", "small", new byte[3]);
        GcsRule rule = fake.add(GcsRule.once(GcsOperation.READ, new GcsFault.FlipReply(3)));

        assertThat(client.read("bucket", "small").bytes()).isEqualTo(new byte[3]);
        assertThat(rule.fired()).isZero();
        byte[] wrong = client.read("bucket", "k").bytes();
        assertThat(wrong[3]).isEqualTo((byte) (LARGE[3] ^ 1));
        assertThat(rule.fired()).isOne();
    }

    @Test
    void aSessionKeepsWhatCameBeforeTheReset() throws IOException {
        String session = client.begin("bucket", "new", "{}", "").header("Location");
        GcsRule rule = fake.add(GcsRule.once(GcsOperation.SESSION_WRITE, new GcsFault.ResetRequest(GRAIN + 9)));

        assertThatThrownBy(() -> client.send("PUT", session, LARGE)).isInstanceOf(IOException.class);
        Said asked = client.resume(session, new byte[0], "bytes */" + LARGE.length);
        assertThat(rule.fired()).isOne();
        assertThat(asked.header("Range")).isEqualTo("bytes=0-" + (GRAIN - 1));
        Said done = client.resume(session, Arrays.copyOfRange(LARGE, GRAIN, LARGE.length),
                "bytes " + GRAIN + "-" + (LARGE.length - 1) + "/" + LARGE.length);
        assertThat(done.status()).isEqualTo(200);
        assertThat(fake.bytes("bucket", "new")).hasValue(LARGE);
    }

    @Test
    void aWriteThatWasResetNeverWas() {
        GcsRule rule = fake.add(GcsRule.once(GcsOperation.INSERT_MEDIA, new GcsFault.ResetRequest(GRAIN)));

        assertThatThrownBy(() -> client.insert("bucket", "new", LARGE, "")).isInstanceOf(IOException.class);
        assertThat(rule.fired()).isOne();
        assertThat(fake.object("bucket", "new")).isEmpty();
    }

    @Test
    void aSessionKeepsLessThanItWasSent() throws IOException {
        String session = client.begin("bucket", "new", "{}", "").header("Location");
        GcsRule rule = fake.add(GcsRule.once(GcsOperation.SESSION_WRITE, new GcsFault.PersistLess(GRAIN)));

        Said first = client.resume(session, Arrays.copyOf(LARGE, 2 * GRAIN), "bytes 0-" + (2 * GRAIN - 1) + "/*");

        assertThat(first.status()).isEqualTo(308);
        assertThat(first.header("Range")).isEqualTo("bytes=0-" + (GRAIN - 1));
        assertThat(rule.fired()).isOne();
    }

    @Test
    void aSessionGetsLost() throws IOException {
        String session = client.begin("bucket", "new", "{}", "").header("Location");
        GcsRule rule = fake.add(GcsRule.once(GcsOperation.SESSION_WRITE, new GcsFault.LoseSession(410)));

        assertThat(client.send("PUT", session, LARGE).status()).isEqualTo(410);
        assertThat(client.send("PUT", session, LARGE).status()).isEqualTo(404);
        assertThat(rule.fired()).isOne();
        assertThat(fake.openSessions()).isZero();
    }

    @Test
    void storesOtherBytesThanWereSentAndTheirChecksum() throws IOException {
        GcsRule rule = fake.add(GcsRule.times(2, request -> request.operation() != GcsOperation.SESSION_START,
                new GcsFault.StoreFlipped(7)));

        Said inserted = client.insert("bucket", "new", LARGE, "");
        String session = client.begin("bucket", "late", "{}", "").header("Location");
        Said late = client.send("PUT", session, LARGE);

        assertThat(rule.fired()).isEqualTo(2);
        String right = Media.of(LARGE).crc32c();
        assertThat(inserted.field("crc32c")).isNotEqualTo(right).isEqualTo(late.field("crc32c"));
        assertThat(fake.bytes("bucket", "new").orElseThrow()[7]).isEqualTo((byte) (LARGE[7] ^ 1));
    }

    @Test
    void aRewriteGoesStepByStep() throws IOException {
        fake.rewriteSteps(2 * GRAIN);
        String path = GcsClient.object("bucket", "k") + "/rewriteTo/b/bucket/o/copy";

        Said first = client.post(path + "?ifGenerationMatch=0", "");
        assertThat(first.json()).containsEntry("done", false).containsEntry("totalBytesRewritten", "" + 2 * GRAIN);
        assertThat(fake.object("bucket", "copy")).isEmpty();
        Said last = client.post(path + "?ifGenerationMatch=0&rewriteToken=" + first.field("rewriteToken"), "");
        assertThat(last.json()).containsEntry("done", true);
        assertThat(fake.bytes("bucket", "copy")).hasValue(LARGE);
        assertThat(client.post(path + "?rewriteToken=" + first.field("rewriteToken"), "").status()).isEqualTo(410);
    }

    @Test
    void partsOfTheXmlApiBecomeAnObject() throws IOException {
        String path = "/bucket/a/b%20c";
        String id = between(client.send("POST", path + "?uploads", new byte[0]).text(), "<UploadId>", "</UploadId>");
        Said part = client.send("PUT", path + "?partNumber=1&uploadId=" + id, LARGE, "x-goog-hash",
                "crc32c=" + Media.of(LARGE).crc32c());
        Said wrong = client.send("PUT", path + "?partNumber=2&uploadId=" + id, LARGE, "x-goog-hash", "crc32c=AAAAAA==");

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("<Code>BadDigest</Code>");
        assertThat(client.get(path + "?uploadId=" + id).text()).contains("<PartNumber>1</PartNumber>");
        assertThat(client.get("/bucket?uploads").text()).contains("<Key>a/b c</Key>");
        Said done = client.send("POST", path + "?uploadId=" + id, ("<CompleteMultipartUpload><Part><PartNumber>1"
                + "</PartNumber><ETag>" + part.header("ETag") + "</ETag></Part></CompleteMultipartUpload>")
                .getBytes(StandardCharsets.UTF_8));
        assertThat(done.status()).isEqualTo(200);
        assertThat(fake.bytes("bucket", "a/b c")).hasValue(LARGE);
        assertThat(fake.object("bucket", "a/b c").orElseThrow().md5()).isEmpty();
        assertThat(client.delete(path + "?uploadId=" + id).status()).isEqualTo(404);
        assertThat(fake.openXmlUploads()).isZero();
    }

    @Test
    void pagesCanBeMadeShort() throws IOException {
        fake.put("bucket", "l", LARGE, Map.of("contentType", "text/x"));
        fake.pagesOf(1);

        assertThat(GcsSamples.names(client.list("bucket", "maxResults=100"))).containsExactly("k");
    }

    private static String between(String text, String before, String after) {
        int from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf(after, from));
    }
}
