package dev.crossdock.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Copies within the service, which take several requests where bytes have to move.
class GcsCopiesTest {

    private static final String KEY_NAME = "projects/p/locations/l/keyRings/r/cryptoKeys/k";

    private final FakeBucket bucket = new FakeBucket();
    private final GcsStore source = bucket.open();
    private final byte[] bytes = SampleBytes.of(9, 5_000_000);
    private String generation = "";

    @BeforeEach
    void fill() {
        bucket.fake().createBucket(GcsBucket.named("far").in("EUROPE-WEST1"));
        generation = Long.toString(bucket.fake().put(FakeBucket.NAME, "from", bytes,
                Map.of("contentType", "text/plain", "metadata", Map.of("owner", "me"), "customTime",
                        "2020-01-02T03:04:05Z")));
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    @Test
    void stepsAreTakenUntilItIsDone() throws Exception {
        bucket.fake().rewriteSteps(1 << 20);
        GcsStore far = bucket.open(bucket.options("far").with(new GcsWriting("ARCHIVE", KEY_NAME)));

        Written written = copy(far, new Precondition.Absent());

        List<GcsRequest> requests = bucket.fake().requests(GcsOperation.REWRITE);
        assertThat(requests).hasSize(5);
        assertThat(requests).allSatisfy(each -> {
            assertThat(each.parameter("sourceGeneration")).isEqualTo(generation);
            assertThat(each.parameter("ifSourceGenerationMatch")).isEqualTo(generation);
            assertThat(each.parameter("ifGenerationMatch")).isEqualTo("0");
            assertThat(each.parameter("destinationKmsKeyName")).isEqualTo(KEY_NAME);
        });
        assertThat(requests.getFirst().parameter("rewriteToken")).isEmpty();
        assertThat(requests.getLast().parameter("rewriteToken")).isNotEmpty();
        assertThat(written.checksums()).contains(SampleBytes.checksum(Algorithm.CRC32C, bytes));
        GcsObject copied = bucket.fake().object("far", "to").orElseThrow();
        assertThat(copied.field("storageClass")).isEqualTo("ARCHIVE");
        assertThat(bucket.fake().bytes("far", "to").orElseThrow()).isEqualTo(bytes);
    }

    @Test
    void aStepThatFailsInPassingIsTakenAgain() throws Exception {
        bucket.fake().rewriteSteps(1 << 20);
        GcsRule rule = bucket.fake().add(GcsRule.once(GcsOperation.REWRITE, GcsFault.unavailable()).afterFirst(2));

        copy(bucket.open(bucket.options("far")), new Precondition.Absent());

        assertThat(rule.fired()).isEqualTo(1);
        assertThat(bucket.fake().bytes("far", "to").orElseThrow()).isEqualTo(bytes);
    }

    @Test
    void withoutAttributesTheCopyKeepsThoseOfTheSource() throws Exception {
        copy(source, new Precondition.Absent());

        ObjectStat from = source.stat("from").orElseThrow();
        assertThat(source.stat("to").orElseThrow().attributes()).isEqualTo(from.attributes());
        assertThat(from.attributes().metadata()).containsEntry("owner", "me")
                .containsEntry(KeptHeaders.CUSTOM_TIME, "2020-01-02T03:04:05Z");
        source.copy(source, "from", generation, "given", new WriteOptions(new Precondition.None(), Optional.empty(),
                from.attributes(), Optional.empty()));
        assertThat(bucket.fake().object(FakeBucket.NAME, "given").orElseThrow().field("customTime"))
                .startsWith("2020-01-02T03:04:05");
    }

    @Test
    void anotherServiceIsNotCopiedFrom() {
        try (FakeBucket other = new FakeBucket()) {
            GcsStore there = other.open();
            assertThat(StoreProbe.failure(() -> copy(there, new Precondition.Absent())).code())
                    .isEqualTo(FailureCode.UNSUPPORTED);
            assertThat(other.fake().requests()).isEmpty();
        }
    }

    private Written copy(GcsStore target, Precondition precondition) throws StoreException {
        return target.copy(source, "from", generation, "to", WriteOptions.of(precondition));
    }
}
