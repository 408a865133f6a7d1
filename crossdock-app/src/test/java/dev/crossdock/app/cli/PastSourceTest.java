package dev.crossdock.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.testkit.server.S3MockServer;
import dev.crossdock.testkit.server.S3Server;
import dev.crossdock.testkit.server.SdkOracle;
import dev.crossdock.testkit.store.SampleBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `--source-at`, against a bucket of S3Mock that keeps versions. Its deletions have the time of what they delete, so what
/// was deleted later is held at the wire (`S3VersionsTest`).
final class PastSourceTest {

    private static final String BUCKET = "versions";
    private static final int LARGE = (20 << 20) + 12_345;
    private static final int WRITES_MOST = 2_000;

    private static S3Server server = S3MockServer.start();
    private static SdkOracle oracle = SdkOracle.of(server);
    private static Instant moment = Instant.EPOCH;

    @TempDir
    private Path directory = Path.of("");

    private DoorFixture door;

    /// Everything that the tests look for is written by `moment`, and changed after it.
    @BeforeAll
    static void changeABucket() {
        oracle.createBucket(BUCKET);
        oracle.keepVersions(BUCKET);
        oracle.put(BUCKET, "large", SampleBytes.of(2, LARGE));
        oracle.put(BUCKET, "same", SampleBytes.of(3, 800));
        oracle.put(BUCKET, "was-deleted", SampleBytes.of(4, 900));
        oracle.delete(BUCKET, "was-deleted");
        moment = oracle.youngestVersion(BUCKET);
        for (int i = 0; !oracle.youngestVersion(BUCKET).isAfter(moment); i++) {
            assertThat(i).as("writes within one tick of the server's clock").isLessThan(WRITES_MOST);
            oracle.put(BUCKET, "tick", SampleBytes.of(i, 1));
        }
        oracle.put(BUCKET, "large", SampleBytes.of(5, 10));
        oracle.put(BUCKET, "new", SampleBytes.of(6, 10));
        oracle.put(BUCKET, "was-deleted", SampleBytes.of(7, 10));
    }

    @AfterAll
    static void stop() {
        oracle.close();
        server.close();
    }

    @BeforeEach
    void openDoor() throws Exception {
        door = new DoorFixture(directory).with("AWS_ACCESS_KEY_ID", server.accessKey())
                .with("AWS_SECRET_ACCESS_KEY", server.secretKey()).with("AWS_REGION", S3Server.REGION)
                .with("AWS_ENDPOINT_URL_S3", server.endpoint().toString());
    }

    @Test
    void whatWasThereThenIsCopied() throws Exception {
        assertRuns(0, "copy s3://versions/ past --source-at " + moment);

        assertThat(directory.resolve("past")).isDirectoryNotContaining(
                file -> !file.endsWith("large") && !file.endsWith("same") && !file.endsWith(".crossdock-tmp"));
        assertThat(Files.readAllBytes(directory.resolve("past/large"))).isEqualTo(SampleBytes.of(2, LARGE));
        assertThat(Files.readAllBytes(directory.resolve("past/same"))).isEqualTo(SampleBytes.of(3, 800));

        assertRuns(0, "copy s3://versions/ past --json --source-at " + moment);
        assertThat(door.out()).contains("\"copied\":{\"objects\":0", "\"skipped\":{\"objects\":2");
        assertRuns(0, "verify s3://versions/ past --source-at " + moment);
        assertRuns(4, "verify s3://versions/ past");
    }

    @Test
    void oneObjectIsTakenFromThePast() throws Exception {
        assertRuns(0, "copy s3://versions/large one --source-at " + moment);

        assertThat(Files.readAllBytes(directory.resolve("one/large"))).isEqualTo(SampleBytes.of(2, LARGE));
    }

    @Test
    void aMirrorGoesBackInTime() throws Exception {
        assertRuns(0, "sync s3://versions/ mirror");
        assertThat(directory.resolve("mirror/new")).exists();

        assertRuns(0, "sync s3://versions/ mirror --delete --source-at " + moment);

        assertThat(directory.resolve("mirror/new")).doesNotExist();
        assertThat(directory.resolve("mirror/was-deleted")).doesNotExist();
        assertThat(Files.readAllBytes(directory.resolve("mirror/large"))).isEqualTo(SampleBytes.of(2, LARGE));
    }

    @Test
    void whatIsNoTimeIsRefused() throws Exception {
        assertRuns(2, "copy s3://versions/ past --source-at yesterday");
        assertThat(door.err()).contains("CFG_VALUE", "--source-at yesterday");
    }

    @Test
    void onlyBucketsOfS3HaveAPast() throws Exception {
        assertRuns(2, "copy from past --source-at " + moment);
        assertThat(door.err()).contains("CFG_VALUE", "the past of");
    }

    private void assertRuns(int code, String line) throws Exception {
        assertThat(door.execute(line)).as(() -> line + "\n" + door.out() + door.err()).isEqualTo(code);
    }
}
