package dev.crossdock.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Attributes;
import dev.crossdock.object.ByteRange;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.Deletion;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import dev.crossdock.testkit.gcs.GcsBucket;
import dev.crossdock.testkit.gcs.GcsFault;
import dev.crossdock.testkit.gcs.GcsOperation;
import dev.crossdock.testkit.gcs.GcsRequest;
import dev.crossdock.testkit.gcs.GcsRule;
import dev.crossdock.testkit.store.SampleBytes;
import dev.crossdock.testkit.store.StoreProbe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is asked of the service, field by field, and what becomes of its answers.
class GcsRequestsTest {

    private static final String KEY_NAME = "projects/p/locations/l/keyRings/r/cryptoKeys/k";

    private final FakeBucket bucket = new FakeBucket();
    private final GcsStore store = bucket.open();
    private final StoreProbe probe = new StoreProbe(store);

    @AfterEach
    void close() {
        bucket.close();
    }

    @Test
    void aWriteIsOneRequestWithItsConditionAndChecksum() throws Exception {
        byte[] bytes = SampleBytes.of(1, 1_234);
        GcsStore cold = bucket.open(bucket.options().with(new GcsWriting("COLDLINE", KEY_NAME)));
        Attributes attributes = new Attributes(Map.of("content-type", "text/plain", "content-encoding", "br",
                "content-language", "de", "content-disposition", "inline", "cache-control", "no-store",
                "expires", "Thu, 01 Jan 2026 00:00:00 GMT"), Map.of("owner", "m\u00e9"));

        Written written = cold.write("a/b c", new WriteOptions(new Precondition.Absent(),
                Optional.of(Algorithm.CRC32C), attributes, Optional.empty()),
                SampleBytes.body(Algorithm.CRC32C, bytes));

        GcsRequest request = only(GcsOperation.INSERT_MULTIPART);
        assertThat(request.parameter("name")).isEqualTo("a/b c");
        assertThat(request.parameter("ifGenerationMatch")).isEqualTo("0");
        assertThat(request.parameter("kmsKeyName")).isEqualTo(KEY_NAME);
        assertThat(request.json()).contains(
                "\"crc32c\":\"" + SampleBytes.checksum(Algorithm.CRC32C, bytes).base64() + '"',
                "\"storageClass\":\"COLDLINE\"", "\"contentEncoding\":\"br\"");
        ObjectStat stat = store.stat("a/b c").orElseThrow();
        assertThat(stat.attributes()).isEqualTo(attributes);
        assertThat(stat.storageClass()).isEqualTo("COLDLINE");
        assertThat(stat.version()).isEqualTo(written.version());
        assertThat(stat.checksums()).containsExactly(SampleBytes.checksum(Algorithm.CRC32C, bytes),
                SampleBytes.checksum(Algorithm.MD5, bytes));
        assertThat(stat.etag()).matches("[0-9a-f]{32}");
        assertThat(bucket.fake().object(FakeBucket.NAME, "a/b c").orElseThrow().metadata())
                .containsEntry("crossdock-header-expires", "Thu, 01 Jan 2026 00:00:00 GMT");
    }

    @Test
    void aHeaderThatNobodyKeepsIsRefused() {
        WriteOptions options = new WriteOptions(new Precondition.None(), Optional.empty(),
                new Attributes(Map.of("x-odd", "1"), Map.of()), Optional.empty());

        assertThat(StoreProbe.failure(
                () -> store.write("a", options, SampleBytes.body(Algorithm.CRC32C, new byte[1]))).code())
                .isEqualTo(FailureCode.UNSUPPORTED);
        assertThat(bucket.fake().requests()).isEmpty();
    }

    @Test
    void otherBytesThanWereSentAreNoSuccess() {
        GcsRule rule = bucket.fake()
                .add(GcsRule.once(GcsOperation.INSERT_MULTIPART, new GcsFault.StoreFlipped(3)));

        assertThat(StoreProbe.failure(() -> probe.put("a", SampleBytes.of(2, 100))).code())
                .isEqualTo(FailureCode.VERIFY_FAILED);
        assertThat(rule.fired()).isEqualTo(1);
    }

    @Test
    void readsArePinnedToAGeneration() throws Exception {
        bucket.fake().put(FakeBucket.NAME, "a", SampleBytes.of(3, 1_000), Map.of("metadata", Map.of("Owner", "me")));
        String version = probe.stat("a").version();

        try (ObjectReader reader = store.read("a", ReadOptions.ALL)) {
            assertThat(reader.stat()).isEqualTo(probe.stat("a"));
            assertThat(reader.stat().attributes().metadata()).containsEntry("owner", "me");
        }
        probe.get("a", ReadOptions.pinned(version, new ByteRange(10, 20)));

        List<GcsRequest> reads = bucket.fake().requests(GcsOperation.READ);
        assertThat(reads).hasSize(2).allMatch(each -> each.parameter("generation").equals(version)
                && each.header("accept-encoding").equals("gzip"));
        assertThat(reads.getLast().header("range")).isEqualTo("bytes=10-29");
    }

    @Test
    void whatIsGoneIsToldFromWhatWasReplaced() throws Exception {
        bucket.fake().put(FakeBucket.NAME, "a", new byte[3]);
        String version = probe.stat("a").version();
        ByteRange range = new ByteRange(0, 1);

        bucket.fake().put(FakeBucket.NAME, "a", new byte[4]);
        assertThat(StoreProbe.failure(() -> probe.get("a", ReadOptions.pinned(version))).code())
                .isEqualTo(FailureCode.SOURCE_CHANGED);
        assertThat(StoreProbe.failure(() -> probe.get("a", ReadOptions.pinned(version, range))).code())
                .isEqualTo(FailureCode.SOURCE_CHANGED);
        bucket.fake().remove(FakeBucket.NAME, "a");
        assertThat(StoreProbe.failure(() -> probe.get("a", ReadOptions.pinned(version))).code())
                .isEqualTo(FailureCode.GONE);
        assertThat(StoreProbe.failure(() -> probe.get("a", ReadOptions.pinned(version, range))).code())
                .isEqualTo(FailureCode.GONE);
        assertThat(StoreProbe.failure(
                () -> store.copy(store, "a", version, "b", WriteOptions.of(new Precondition.None()))).code())
                .isEqualTo(FailureCode.GONE);
    }

    @Test
    void whatIsStoredCompressedStaysSo() throws Exception {
        byte[] packed = gzip("much ado about nothing".repeat(100));
        bucket.fake().put(FakeBucket.NAME, "packed", packed,
                Map.of("contentEncoding", "gzip", "contentType", "text/plain"));

        assertThat(probe.get("packed")).isEqualTo(packed);
        assertThat(probe.get("packed", probe.stat("packed").version(), 3, 40)).hasSize(40);
        assertThat(probe.stat("packed").sizeBytes()).isEqualTo(packed.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 500, 999})
    void aDownloadThatBreaksOffIsNotAWholeOne(int after) {
        bucket.fake().put(FakeBucket.NAME, "a", SampleBytes.of(4, 1_000));
        GcsRule cut = bucket.fake().add(GcsRule.once(GcsOperation.READ, new GcsFault.TruncateReply(after)));

        assertThat(StoreProbe.failure(() -> probe.get("a")).code()).isIn(FailureCode.SHORT_READ,
                FailureCode.CONNECTION_LOST);
        assertThat(cut.fired()).isEqualTo(1);
    }

    @Test
    void pagesAreAskedForWithinTheWindow() throws Exception {
        List<String> keys = new ArrayList<>();
        for (int i = 10; i < 60; i++) {
            keys.add("k/" + i);
            bucket.fake().put(FakeBucket.NAME, "k/" + i, new byte[0]);
        }
        bucket.fake().pagesOf(7);

        assertThat(probe.keys(new ListOptions("k/", Optional.of("k/15"), Optional.of("k/40"))))
                .isEqualTo(keys.subList(6, 30));

        List<GcsRequest> lists = bucket.fake().requests(GcsOperation.LIST);
        assertThat(lists).hasSize(4).allMatch(each -> each.parameter("prefix").equals("k/")
                && each.parameter("startOffset").equals("k/15") && each.parameter("endOffset").equals("k/40")
                && each.parameter("fields").equals("nextPageToken,items(" + GcsObject.LISTED_FIELDS + ')'));
        assertThat(lists.getFirst().parameter("pageToken")).isEmpty();
        assertThat(lists.getLast().parameter("pageToken")).isNotEmpty();
    }

    @Test
    void aPageThatFailedIsAskedForAgain() throws Exception {
        for (int i = 10; i < 30; i++) {
            bucket.fake().put(FakeBucket.NAME, "k/" + i, new byte[0]);
        }
        bucket.fake().pagesOf(7);
        GcsRule rule = bucket.fake()
                .add(GcsRule.once(GcsOperation.LIST, new GcsFault.TruncateReply(50)).afterFirst(1));
        List<String> found = new ArrayList<>();
        int failures = 0;
        try (var listing = store.list(ListOptions.of(""))) {
            while (true) {
                try {
                    Optional<ObjectStat> next = listing.next();
                    if (next.isEmpty()) {
                        break;
                    }
                    found.add(next.get().key());
                } catch (dev.crossdock.store.StoreException e) {
                    failures++;
                }
            }
        }

        assertThat(rule.fired()).isEqualTo(1);
        assertThat(failures).isEqualTo(1);
        assertThat(found).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void versionsAreListedNewestFirst() throws Exception {
        bucket.fake().createBucket(GcsBucket.named("versioned").with(GcsBucket.Trait.VERSIONED));
        bucket.fake().pagesOf(2);
        List<String> expected = new ArrayList<>();
        for (String key : List.of("a", "b", "c")) {
            long first = bucket.fake().put("versioned", key, new byte[1]);
            long second = bucket.fake().put("versioned", key, new byte[2]);
            long third = bucket.fake().put("versioned", key, new byte[3]);
            expected.addAll(List.of(key + third + "CURRENT", key + second + "NONCURRENT", key + first + "NONCURRENT"));
        }
        StoreProbe versioned = new StoreProbe(bucket.open(bucket.options("versioned")));
        assertThat(versioned.delete("c", versioned.version("c"))).isEmpty();
        expected.set(6, expected.get(6).replace("CURRENT", "NONCURRENT"));

        assertThat(versioned.list(new ListOptions("", Optional.empty(), Optional.empty(),
                ListOptions.Depth.ALL_VERSIONS))).extracting(each -> each.key() + each.version() + each.standing())
                .isEqualTo(expected);
    }

    @Test
    void deletesGoByTheHundredEachOnItsCondition() throws Exception {
        List<Deletion> deletions = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            long generation = bucket.fake().put(FakeBucket.NAME, "k" + i, new byte[0]);
            deletions.add(new Deletion("k" + i, new Precondition.Version(Long.toString(generation))));
        }

        assertThat(store.delete(deletions)).hasSize(150).allMatch(Optional::isEmpty);

        assertThat(bucket.fake().requests(GcsOperation.BATCH)).hasSize(2);
        assertThat(bucket.fake().requests(GcsOperation.DELETE)).hasSize(150)
                .allMatch(each -> !each.parameter("ifGenerationMatch").isEmpty());
        assertThat(bucket.fake().objects(FakeBucket.NAME)).isEmpty();
    }

    @Test
    void aServiceWithoutBatchesIsAskedOneByOne() throws Exception {
        List<Deletion> deletions = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            bucket.fake().put(FakeBucket.NAME, "k" + i, new byte[0]);
            deletions.add(new Deletion("k" + i, new Precondition.None()));
        }
        GcsRule rule = bucket.fake().add(GcsRule.always(each -> each.operation() == GcsOperation.BATCH,
                GcsFault.refuse(501, "notImplemented", "no batches")));

        assertThat(store.delete(deletions)).hasSize(5).allMatch(Optional::isEmpty);
        assertThat(rule.fired()).isEqualTo(1);
        assertThat(bucket.fake().objects(FakeBucket.NAME)).isEmpty();
    }

    @Test
    void whatIsHeldOrRetainedStaysAndSaysSo() throws Exception {
        bucket.fake().put(FakeBucket.NAME, "held", new byte[1], Map.of("temporaryHold", true));
        bucket.fake().put(FakeBucket.NAME, "free", new byte[1]);

        assertThat(store.delete(List.of(new Deletion("held", new Precondition.None()),
                new Deletion("free", new Precondition.None()))))
                .satisfiesExactly(held -> assertThat(held.orElseThrow().code()).isEqualTo(FailureCode.LOCKED),
                        free -> assertThat(free).isEmpty());
    }

    @Test
    void theProjectThatPaysIsNamedInEveryRequest() throws Exception {
        bucket.fake().createBucket(GcsBucket.named("costly").with(GcsBucket.Trait.REQUESTER_PAYS));
        StoreProbe free = new StoreProbe(bucket.open(bucket.options("costly")));
        StoreProbe paying = new StoreProbe(bucket.open(bucket.options("costly").withUserProject("payer")));

        assertThat(StoreProbe.failure(() -> free.keys("")).code()).isEqualTo(FailureCode.PAYER_UNKNOWN);
        paying.put("a", new byte[3]);
        paying.put("b", new byte[3]);
        assertThat(paying.get("a")).hasSize(3);
        assertThat(paying.keys("")).containsExactly("a", "b");
        assertThat(paying.delete("a", paying.version("a"))).isEmpty();
    }

    private GcsRequest only(GcsOperation operation) {
        List<GcsRequest> requests = bucket.fake().requests(operation);
        assertThat(requests).hasSize(1);
        return requests.getFirst();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
            packing.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
