package dev.crossdock.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.testkit.gcs.GcsFake;
import dev.crossdock.testkit.gcs.GcsFault;
import dev.crossdock.testkit.gcs.GcsObject;
import dev.crossdock.testkit.gcs.GcsOperation;
import dev.crossdock.testkit.gcs.GcsRule;
import dev.crossdock.testkit.server.S3MockServer;
import dev.crossdock.testkit.server.S3Server;
import dev.crossdock.testkit.server.SdkOracle;
import dev.crossdock.testkit.store.SampleBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands between Amazon S3, Google Cloud Storage and directories, as they are typed.
final class GoogleTransfersTest {

    private static final int LARGE = (20 << 20) + 12_345;

    private static S3Server server = S3MockServer.start();
    private static SdkOracle oracle = SdkOracle.of(server);

    private final GcsFake fake = GcsFake.start();

    @TempDir
    private Path directory = Path.of("");

    private DoorFixture door;

    @BeforeAll
    static void fillS3() {
        oracle.createBucket("photos");
        oracle.put("photos", "2026/a", SampleBytes.of(1, 1_000));
        oracle.put("photos", "2026/empty", new byte[0]);
        oracle.put("photos", "2026/large", SampleBytes.of(2, LARGE));
    }

    @AfterAll
    static void stopS3() {
        oracle.close();
        server.close();
    }

    @BeforeEach
    void openDoor() throws Exception {
        fake.createBucket("harbor");
        door = new DoorFixture(directory).with("STORAGE_EMULATOR_HOST", fake.endpoint().toString())
                .with("CLOUDSDK_AUTH_ACCESS_TOKEN", fake.token()).with("AWS_ACCESS_KEY_ID", server.accessKey())
                .with("AWS_SECRET_ACCESS_KEY", server.secretKey()).with("AWS_REGION", S3Server.REGION)
                .with("AWS_ENDPOINT_URL_S3", server.endpoint().toString());
    }

    @AfterEach
    void stopGoogle() {
        fake.close();
    }

    @Test
    void fromS3ToGoogleAndIntoADirectoryAndBackToS3() throws Exception {
        assertRuns(0, "copy s3://photos/2026/ gs://harbor/backup/ --json");
        assertThat(door.out()).contains("\"copied\":{\"objects\":3", "\"source_proofs\":{\"ETAG\":2,\"PINNED\":1}",
                "\"target_proofs\":{\"SERVICE\":3}");
        assertThat(fake.bytes("harbor", "backup/large").orElseThrow()).isEqualTo(SampleBytes.of(2, LARGE));
        assertThat(fake.objects("harbor")).extracting(GcsObject::name).containsExactly("backup/a", "backup/empty",
                "backup/large");

        assertRuns(0, "copy s3://photos/2026/ gs://harbor/backup/ --json");
        assertThat(door.out()).contains("\"copied\":{\"objects\":0", "\"skipped\":{\"objects\":3");
        assertRuns(0, "verify s3://photos/2026/ gs://harbor/backup/");

        assertRuns(0, "copy gs://harbor/backup/ to --json");
        assertThat(door.out()).contains("\"source_proofs\":{\"STORED\":3}", "\"target_proofs\":{\"WRITTEN\":3}");
        assertThat(Files.readAllBytes(directory.resolve("to/large"))).isEqualTo(SampleBytes.of(2, LARGE));

        oracle.createBucket("restored");
        assertRuns(0, "copy gs://harbor/backup/ s3://restored/ --json");
        assertThat(door.out()).contains("\"source_proofs\":{\"STORED\":3}", "\"target_proofs\":{\"SERVICE\":3}");
        assertThat(oracle.get("restored", "large")).isEqualTo(SampleBytes.of(2, LARGE));

        // S3 now keeps Google's checksum, which is the proof on the way back.
        assertRuns(0, "copy s3://restored/ gs://harbor/again/ --json");
        assertThat(door.out()).contains("\"source_proofs\":{\"STORED\":3}", "\"target_proofs\":{\"SERVICE\":3}");
    }

    @Test
    void fromOneBucketOfGoogleToAnotherNoBytesPassThroughHere() throws Exception {
        fake.createBucket("archive");
        fake.put("harbor", "a", SampleBytes.of(3, 1_000), Map.of("metadata", Map.of("owner", "me")));
        fake.put("harbor", "large", SampleBytes.of(4, LARGE));
        fake.rewriteSteps(8 << 20);

        assertRuns(0, "copy gs://harbor/ gs://archive/ --target-storage-class ARCHIVE --json");

        assertThat(door.out()).contains("\"source_proofs\":{\"STORED\":2}", "\"target_proofs\":{\"SERVICE\":2}");
        assertThat(fake.requests(GcsOperation.READ)).isEmpty();
        assertThat(fake.bytes("archive", "large").orElseThrow()).isEqualTo(SampleBytes.of(4, LARGE));
        assertThat(fake.object("archive", "a").orElseThrow().field("storageClass")).isEqualTo("ARCHIVE");
        assertThat(fake.object("archive", "a").orElseThrow().metadata()).containsEntry("owner", "me");
    }

    @Test
    void aMirrorDeletesWhatIsGone() throws Exception {
        fake.put("harbor", "m/a", "bytes".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        fake.put("harbor", "m/old", new byte[3]);

        assertRuns(0, "plan from gs://harbor/m/ --delete");
        assertThat(fake.bytes("harbor", "m/old")).isPresent();
        assertRuns(0, "sync from gs://harbor/m/ --delete");

        assertThat(fake.objects("harbor")).extracting(GcsObject::name).containsExactly("m/a");
    }

    @Test
    void aRunThatWasStoppedIsGoneOnWithAndPartsAreNotSentAgain() throws Exception {
        fake.put("harbor", "large", SampleBytes.of(5, LARGE));
        fake.createBucket("copy");
        Files.write(directory.resolve("from/large"), SampleBytes.of(6, LARGE));
        GcsRule rule = fake.add(GcsRule.always(each -> each.operation() == GcsOperation.COMPOSE,
                GcsFault.refuse(401, "authError", "Invalid Credentials")));
        assertRuns(3, "copy from gs://copy/");
        assertThat(rule.fired()).isPositive();
        fake.clearRules();
        fake.forgetRequests();

        assertRuns(0, "resume");

        assertThat(fake.bytes("copy", "large").orElseThrow()).isEqualTo(SampleBytes.of(6, LARGE));
        assertThat(fake.requests(GcsOperation.INSERT_MULTIPART)).noneMatch(each -> each.object().contains("/part-"));
        assertThat(fake.objects("copy")).extracting(GcsObject::name).containsExactly("a", "large");
    }

    @Test
    void aLostReplyOfComposingIsSettledByLookingAndLeavesNothingBehind() throws Exception {
        Files.write(directory.resolve("from/large"), SampleBytes.of(7, LARGE));
        GcsRule rule = fake.add(GcsRule.once(GcsOperation.COMPOSE, new GcsFault.LoseReply()));

        assertRuns(0, "copy from gs://harbor/");

        assertThat(rule.fired()).isEqualTo(1);
        assertThat(fake.bytes("harbor", "large").orElseThrow()).isEqualTo(SampleBytes.of(7, LARGE));
        assertThat(fake.objects("harbor")).extracting(GcsObject::name).containsExactly("a", "large");
    }

    @Test
    void whatFailedIsRetried() throws Exception {
        Files.writeString(directory.resolve("from/b"), "more");
        GcsRule rule = fake.add(GcsRule.always(
                each -> each.operation() == GcsOperation.INSERT_MULTIPART && each.object().equals("b"),
                GcsFault.refuse(403, "forbidden", "does not have storage.objects.create access")));
        assertRuns(1, "copy from gs://harbor/");
        assertThat(rule.fired()).isPositive();
        assertThat(door.out() + door.err()).contains("ACCESS_DENIED");
        fake.clearRules();

        assertRuns(0, "retry");

        assertThat(fake.bytes("harbor", "b").orElseThrow()).asString().isEqualTo("more");
    }

    @Test
    void anUploadThatWasLeftIsCleanedUp() throws Exception {
        Files.write(directory.resolve("from/large"), SampleBytes.of(8, LARGE));
        GcsRule rule = fake.add(GcsRule.always(each -> each.operation() == GcsOperation.COMPOSE,
                GcsFault.refuse(401, "authError", "Invalid Credentials")));
        assertRuns(3, "copy from gs://harbor/");
        assertThat(rule.fired()).isPositive();
        assertThat(fake.objects("harbor")).anyMatch(each -> each.name().startsWith(".crossdock-parts/"));

        assertRuns(0, "clean");

        assertThat(fake.objects("harbor")).noneMatch(each -> each.name().startsWith(".crossdock-parts/"));
    }

    @Test
    void doctorAndListReachIt() throws Exception {
        fake.put("harbor", "p/a", new byte[3]);

        assertRuns(0, "doctor gs://harbor/p/");
        assertRuns(0, "ls gs://harbor/p/");
        assertThat(door.out()).contains("p/a");
        assertRuns(3, "ls gs://nowhere/");
        assertThat(door.err() + door.out()).contains("NO_SUCH_BUCKET");
    }

    @Test
    void aNamedStoreSaysHowObjectsAreMade() throws Exception {
        door.configured("""
                stores:
                  cold: {type: gcs, storage-class: NEARLINE, kms-key: projects/p/locations/l/keyRings/r/cryptoKeys/k}
                """);

        assertRuns(0, "copy from cold:harbor/x/");
        GcsObject made = fake.object("harbor", "x/a").orElseThrow();
        assertThat(made.field("storageClass")).isEqualTo("NEARLINE");
        assertThat(made.field("kmsKeyName")).startsWith("projects/p/locations/l/keyRings/r/cryptoKeys/k");
        assertRuns(0, "copy from cold:harbor/y/ --target-storage-class COLDLINE "
                + "--kms-key projects/p/locations/l/keyRings/r/cryptoKeys/other");
        assertThat(fake.object("harbor", "y/a").orElseThrow().field("storageClass")).isEqualTo("COLDLINE");
        assertThat(fake.object("harbor", "y/a").orElseThrow().field("kmsKeyName")).contains("/other");
    }

    @Test
    void whatGoogleHasNothingForIsRefused() throws Exception {
        for (String option : new String[]{"--target-region=a", "--target-profile=a",
                "--target-role=arn:aws:iam::1:role/a",
                "--target-owner=123456789012", "--acl=private", "--encryption=AES256"}) {
            assertRuns(2, "copy from gs://harbor/ " + option);
            assertThat(door.err()).contains("which gs://harbor/ has not");
        }
        assertThat(fake.requests()).isEmpty();
    }

    private void assertRuns(int code, String line) {
        int ended = door.execute(line);
        assertThat(ended).as(line + ": " + door.out() + door.err()).isEqualTo(code);
    }
}
