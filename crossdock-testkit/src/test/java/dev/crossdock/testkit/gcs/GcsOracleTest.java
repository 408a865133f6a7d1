package dev.crossdock.testkit.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.ReadChannel;
import com.google.cloud.WriteChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.CopyWriter;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.BlobWriteOption;
import com.google.cloud.storage.Storage.ComposeRequest;
import com.google.cloud.storage.Storage.CopyRequest;
import com.google.cloud.storage.StorageClass;
import com.google.cloud.storage.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The fake as Google's own client for Java sees it.
class GcsOracleTest {
    private static final int GRAIN = 256 << 10;
    private static final byte[] LARGE = GcsSamples.bytes(3 * GRAIN + 5);

    private final GcsFake fake = GcsFake.start();
    private final GcsOracle oracle = GcsOracle.of(fake);
    private final Storage storage = oracle.storage();

    @BeforeEach
    void makeBucket() {
        fake.createBucket("bucket");
    }

    @AfterEach
    void close() {
        oracle.close();
        fake.close();
    }

    @Test
    void writesOnceAndReadsWithAllMetadata() {
        BlobInfo object = BlobInfo.newBuilder("bucket", "a/b +%ü").setContentType("text/x").setCacheControl("no-store")
                .setStorageClass(StorageClass.NEARLINE).setMetadata(Map.of("a", "b")).build();

        Blob created = oracle.create(object, LARGE);

        assertThat(oracle.read("bucket", "a/b +%ü")).isEqualTo(LARGE);
        Blob found = oracle.find("bucket", "a/b +%ü").orElseThrow();
        assertThat(found.getGeneration()).isEqualTo(created.getGeneration());
        assertThat(found.getContentType()).isEqualTo("text/x");
        assertThat(found.getMetadata()).containsExactly(Map.entry("a", "b"));
        assertThat(found.getStorageClass()).isEqualTo(StorageClass.NEARLINE);
        assertThat(found.getCrc32c()).isEqualTo(Media.of(LARGE).crc32c());
        assertThat(found.getCreateTimeOffsetDateTime()).isNotNull();
        assertThatThrownBy(() -> oracle.create(object, LARGE)).isInstanceOfSatisfying(StorageException.class, e -> {
            assertThat(e.getCode()).isEqualTo(412);
            assertThat(e.getReason()).isEqualTo("conditionNotMet");
        });
        assertThat(oracle.find("bucket", "none")).isEmpty();
    }

    @Test
    void listsPageByPage() {
        List<String> names = List.of("p/1", "p/2", "p/3", "p/4", "p/5");
        names.forEach(name -> fake.put("bucket", name, LARGE));
        fake.put("bucket", "q", LARGE);

        assertThat(oracle.list("bucket", "p/", 2)).isEqualTo(names);
        assertThat(fake.requests(GcsOperation.LIST)).hasSize(3);
    }

    @Test
    void uploadsInChunksAndGetsOverFaults() throws IOException {
        GcsRule less = fake.add(GcsRule.once(GcsOperation.SESSION_WRITE, new GcsFault.PersistLess(GRAIN)));
        GcsRule failing = fake.add(GcsRule.once(GcsOperation.SESSION_WRITE, GcsFault.unavailable()));
        try (WriteChannel out = storage.writer(BlobInfo.newBuilder("bucket", "k").build(),
                BlobWriteOption.doesNotExist())) {
            out.setChunkSize(2 * GRAIN);
            out.write(ByteBuffer.wrap(LARGE));
        }

        assertThat(fake.bytes("bucket", "k")).hasValue(LARGE);
        assertThat(less.fired()).isOne();
        assertThat(failing.fired()).isOne();
        assertThat(fake.openSessions()).isZero();
    }

    @Test
    void readsRangesAndGoesOnWhereAReplyBrokeOff() throws IOException {
        fake.put("bucket", "k", LARGE);
        GcsRule cut = fake.add(GcsRule.once(GcsOperation.READ, new GcsFault.ResetReply(GRAIN)));
        ByteBuffer read = ByteBuffer.allocate(LARGE.length);
        try (ReadChannel in = storage.reader(BlobId.of("bucket", "k"))) {
            in.setChunkSize(2 * GRAIN);
            in.seek(10);
            int count = 0;
            while (count >= 0 && read.hasRemaining()) {
                count = in.read(read);
            }
        }

        assertThat(read.position()).isEqualTo(LARGE.length - 10);
        assertThat(Arrays.copyOf(read.array(), read.position())).isEqualTo(Arrays.copyOfRange(LARGE, 10, LARGE.length));
        assertThat(cut.fired()).isOne();
    }

    @Test
    void composesCopiesAndRewritesStepByStep() {
        fake.put("bucket", "1", Arrays.copyOf(LARGE, GRAIN));
        fake.put("bucket", "2", Arrays.copyOfRange(LARGE, GRAIN, LARGE.length));
        fake.rewriteSteps(GRAIN);

        Blob composed = storage.compose(ComposeRequest.newBuilder().addSource("1", "2")
                .setTarget(BlobInfo.newBuilder("bucket", "k").setContentType("text/x").build())
                .setTargetOptions(BlobTargetOption.doesNotExist()).build());
        CopyWriter copy = storage.copy(CopyRequest.of("bucket", "k", BlobId.of("bucket", "copy")));
        Blob copied = copy.getResult();

        assertThat(composed.getComponentCount()).isEqualTo(2);
        assertThat(composed.getMd5()).isNull();
        assertThat(composed.getCrc32c()).isEqualTo(Media.of(LARGE).crc32c());
        assertThat(copied.getCrc32c()).isEqualTo(composed.getCrc32c());
        assertThat(copied.getContentType()).isEqualTo("text/x");
        assertThat(fake.requests(GcsOperation.REWRITE)).hasSize(4);
        assertThat(oracle.read("bucket", "copy")).isEqualTo(LARGE);
    }

    @Test
    void changesAndDeletesWhatItKnows() {
        long generation = fake.put("bucket", "k", LARGE);

        Blob updated = oracle.find("bucket", "k").orElseThrow().toBuilder().setMetadata(Map.of("a", "b")).build()
                .update();
        assertThat(updated.getMetageneration()).isEqualTo(2);
        assertThatThrownBy(() -> storage.delete(BlobId.of("bucket", "k"), BlobSourceOption.generationMatch(7)))
                .isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.getCode()).isEqualTo(412));
        assertThat(storage.delete(BlobId.of("bucket", "k"), BlobSourceOption.generationMatch(generation))).isTrue();
        assertThat(storage.delete(BlobId.of("bucket", "k"))).isFalse();
    }

    @Test
    void deletesInBatches() {
        fake.put("bucket", "1", LARGE);
        fake.put("bucket", "2", LARGE);

        List<Boolean> deleted = storage.delete(BlobId.of("bucket", "1"), BlobId.of("bucket", "none"),
                BlobId.of("bucket", "2"));

        assertThat(deleted).containsExactly(true, false, true);
        assertThat(fake.requests(GcsOperation.BATCH)).hasSize(1);
        assertThat(fake.objects("bucket")).isEmpty();
    }

    @Test
    void readsRefusalsAsTheyAreMeant() {
        fake.put("bucket", "k", LARGE);
        fake.deny("storage.objects.get");

        assertThatThrownBy(() -> oracle.find("bucket", "k")).isInstanceOfSatisfying(StorageException.class, e -> {
            assertThat(e.getCode()).isEqualTo(403);
            assertThat(e.getReason()).isEqualTo("forbidden");
            assertThat(e).hasMessageContaining("does not have storage.objects.get access");
        });
        assertThatThrownBy(() -> oracle.list("none", "", 1)).isInstanceOfSatisfying(StorageException.class, e -> {
            assertThat(e.getCode()).isEqualTo(404);
            assertThat(e).hasMessageContaining("The specified bucket does not exist.");
        });
    }

    @Test
    void seesBuckets() {
        storage.create(BucketInfo.newBuilder("other").setLocation("EU")
                .setVersioningEnabled(true).build());

        assertThat(storage.get("other").getLocation()).isEqualTo("EU");
        assertThat(storage.get("other").versioningEnabled()).isTrue();
        assertThat(storage.get("none")).isNull();
    }
}
