package dev.crossdock.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Attributes;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.PendingUpload;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import dev.crossdock.testkit.gcs.GcsBucket;
import dev.crossdock.testkit.gcs.GcsFault;
import dev.crossdock.testkit.gcs.GcsObject;
import dev.crossdock.testkit.gcs.GcsOperation;
import dev.crossdock.testkit.gcs.GcsRequest;
import dev.crossdock.testkit.gcs.GcsRule;
import dev.crossdock.testkit.store.SampleBytes;
import dev.crossdock.testkit.store.StoreProbe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Large objects in parts that are objects until they are composed.
class GcsUploadTest {

    private static final int PART = 1_000;
    private static final String KEY_NAME = "projects/p/locations/l/keyRings/r/cryptoKeys/k";

    private final FakeBucket bucket = new FakeBucket();
    private final GcsStore store = bucket
            .open(bucket.options().with(new GcsWriting("NEARLINE", KEY_NAME)));
    private final StoreProbe probe = new StoreProbe(store);

    @AfterEach
    void close() {
        bucket.close();
    }

    /// One level takes 32, two take 1,024.
    @ParameterizedTest
    @ValueSource(ints = {1, 32, 33, 70, 1_025})
    void anyNumberOfPartsIsComposedAndRemoved(int count) throws Exception {
        byte[] bytes = SampleBytes.of(count, count * PART - 1);
        Upload upload = begin(bytes.length);

        Written written = upload.complete(send(upload, bytes), new Precondition.Absent(),
                Optional.of(SampleBytes.checksum(Algorithm.CRC32C, bytes)));

        assertThat(written.checksums()).containsExactly(SampleBytes.checksum(Algorithm.CRC32C, bytes));
        assertThat(bucket.fake().bytes(FakeBucket.NAME, "large").orElseThrow()).isEqualTo(bytes);
        assertThat(bucket.fake().objects(FakeBucket.NAME)).extracting(GcsObject::name).containsExactly("large");
    }

    @Test
    void onlyTheWholeIsOfTheClassThatWasAskedForAndAllOfItIsEncrypted() throws Exception {
        byte[] bytes = SampleBytes.of(1, 2 * PART);
        Upload upload = begin(bytes.length);
        List<UploadedPart> parts = send(upload, bytes);

        assertThat(bucket.fake().objects(FakeBucket.NAME)).hasSize(3).allMatch(
                each -> each.field("storageClass").equals("STANDARD") && each.field("kmsKeyName").startsWith(KEY_NAME)
                        && each.name().startsWith(GcsKeys.RESERVED));
        assertThat(probe.list(ListOptions.of(""))).isEmpty();
        assertThat(probe.list(ListOptions.of(GcsKeys.RESERVED))).isEmpty();

        upload.complete(parts, new Precondition.Absent(), Optional.empty());

        GcsObject whole = bucket.fake().object(FakeBucket.NAME, "large").orElseThrow();
        assertThat(whole.field("storageClass")).isEqualTo("NEARLINE");
        assertThat(whole.field("kmsKeyName")).startsWith(KEY_NAME);
        assertThat(whole.componentCount()).isEqualTo(2);
    }

    @Test
    void anotherProcessKnowsWhatTheObjectIsGoingToBe() throws Exception {
        byte[] bytes = SampleBytes.of(2, PART);
        Attributes attributes = new Attributes(Map.of("content-type", "text/x-\u00fc", "cache-control", "no-store"),
                Map.of("owner", "m\u00e9", "empty", ""));
        Upload upload = store.upload("large", new WriteOptions(new Precondition.None(), Optional.empty(), attributes,
                Optional.empty(), "COLDLINE"), bytes.length);
        Upload again = bucket.open().reopen(upload.token());

        again.complete(send(again, bytes), new Precondition.Absent(), Optional.empty());

        ObjectStat stat = store.stat("large").orElseThrow();
        assertThat(stat.attributes()).isEqualTo(attributes);
        assertThat(stat.storageClass()).isEqualTo("COLDLINE");
    }

    @Test
    void nothingIsComposedOfPartsThatAreNotWhatWasSent() throws Exception {
        byte[] bytes = SampleBytes.of(3, 3 * PART);
        Upload upload = begin(bytes.length);
        List<UploadedPart> parts = send(upload, bytes);
        bucket.fake().put(FakeBucket.NAME, UploadToken.parse(upload.token()).orElseThrow().part(2),
                SampleBytes.of(4, PART));

        assertThat(StoreProbe.failure(() -> upload.complete(parts, new Precondition.Absent(), Optional.empty()))
                .code()).isEqualTo(FailureCode.UPLOAD_LOST);
        assertThat(bucket.fake().requests(GcsOperation.COMPOSE)).isEmpty();
    }

    @Test
    void composingNamesGenerationsConditionAndChecksum() throws Exception {
        byte[] bytes = SampleBytes.of(5, 2 * PART);
        long there = bucket.fake().put(FakeBucket.NAME, "large", new byte[]{1});
        Upload upload = begin(bytes.length);
        List<UploadedPart> parts = send(upload, bytes);

        upload.complete(parts, new Precondition.Version(Long.toString(there)), Optional.empty());

        GcsRequest request = bucket.fake().requests(GcsOperation.COMPOSE).getFirst();
        assertThat(request.parameter("ifGenerationMatch")).isEqualTo(Long.toString(there));
        assertThat(request.parameter("kmsKeyName")).isEqualTo(KEY_NAME);
        assertThat(request.json()).contains(
                "\"generation\":\"" + parts.getFirst().etag() + '"', "\"generation\":\"" + parts.getLast().etag() + '"',
                "\"crc32c\":\"" + SampleBytes.checksum(Algorithm.CRC32C, bytes).base64() + '"');
    }

    @Test
    void aLostReplyOfTheLastRequestIsAFailureThatLookingSettles() throws Exception {
        byte[] bytes = SampleBytes.of(6, 2 * PART);
        Upload upload = begin(bytes.length);
        List<UploadedPart> parts = send(upload, bytes);
        GcsRule rule = bucket.fake().add(GcsRule.once(GcsOperation.COMPOSE, new GcsFault.LoseReply()));

        assertThat(StoreProbe.failure(() -> upload.complete(parts, new Precondition.Absent(), Optional.empty()))
                .code()).isEqualTo(FailureCode.CONNECTION_LOST);
        assertThat(rule.fired()).isEqualTo(1);
        assertThat(store.stat("large").orElseThrow().checksums())
                .contains(SampleBytes.checksum(Algorithm.CRC32C, bytes));
        assertThat(StoreProbe.failure(() -> upload.complete(parts, new Precondition.Absent(), Optional.empty()))
                .code()).isEqualTo(FailureCode.CONFLICT);
        upload.abort();
        assertThat(probe.get("large")).isEqualTo(bytes);
        assertThat(bucket.fake().objects(FakeBucket.NAME)).hasSize(1);
    }

    @Test
    void whatIsJoinedOnTheWayIsJoinedAgainAfterAFailure() throws Exception {
        byte[] bytes = SampleBytes.of(7, 33 * PART);
        Upload upload = begin(bytes.length);
        List<UploadedPart> parts = send(upload, bytes);
        GcsRule rule = bucket.fake().add(GcsRule.once(GcsOperation.COMPOSE, GcsFault.unavailable()));

        upload.complete(parts, new Precondition.Absent(), Optional.empty());

        assertThat(rule.fired()).isEqualTo(1);
        assertThat(probe.get("large")).isEqualTo(bytes);
    }

    @Test
    void whoMayNotDeleteHasTheObjectAndFindsTheRest() throws Exception {
        byte[] bytes = SampleBytes.of(8, PART);
        Upload upload = begin(bytes.length);
        List<UploadedPart> parts = send(upload, bytes);
        bucket.fake().deny("storage.objects.delete");

        upload.complete(parts, new Precondition.Absent(), Optional.empty());

        assertThat(probe.get("large")).isEqualTo(bytes);
        assertThat(store.uploads("")).extracting(PendingUpload::token).containsExactly(upload.token());
        bucket.fake().allow("storage.objects.delete");
        store.reopen(upload.token()).abort();
        assertThat(store.uploads("")).isEmpty();
        assertThat(bucket.fake().objects(FakeBucket.NAME)).hasSize(1);
    }

    @Test
    void aBucketThatKeepsVersionsKeepsNoneOfParts() throws Exception {
        bucket.fake().createBucket(GcsBucket.named("versioned").with(GcsBucket.Trait.VERSIONED));
        GcsStore versioned = bucket.open(bucket.options("versioned"));
        byte[] bytes = SampleBytes.of(9, 2 * PART);
        Upload upload = versioned.upload("large", WriteOptions.of(new Precondition.None()), bytes.length);
        send(upload, bytes);

        upload.complete(send(upload, bytes), new Precondition.Absent(), Optional.empty());

        assertThat(bucket.fake().objects("versioned")).extracting(GcsObject::name).containsExactly("large");
        Upload given = versioned.upload("given-up", WriteOptions.of(new Precondition.None()), bytes.length);
        send(given, bytes);
        given.abort();
        assertThat(bucket.fake().objects("versioned")).hasSize(1);
    }

    @Test
    void keysOfPartsAreNobodysKeys() {
        assertThat(StoreProbe.failure(() -> probe.put(GcsKeys.RESERVED + "a", new byte[1])).code())
                .isEqualTo(FailureCode.KEY_RESERVED);
    }

    private Upload begin(int sizeBytes) throws StoreException {
        return store.upload("large", WriteOptions.of(new Precondition.None()), sizeBytes);
    }

    private List<UploadedPart> send(Upload upload, byte[] bytes) throws StoreException {
        List<UploadedPart> parts = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += PART) {
            parts.add(probe.part(upload, parts.size() + 1, at,
                    Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + PART))));
        }
        return parts;
    }
}
