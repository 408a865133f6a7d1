package dev.crossdock.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crossdock.env.Env;
import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Attributes;
import dev.crossdock.object.Digest;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.object.ObjectStat.Standing;
import dev.crossdock.store.Body;
import dev.crossdock.store.Deletion;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.Operation;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.testkit.server.S3MockServer;
import dev.crossdock.testkit.server.S3Server;
import dev.crossdock.testkit.store.SampleBytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the contract of all stores does not ask for, against S3Mock.
final class S3MockAbilitiesTest {

    private static @Nullable S3Server server;

    private @Nullable S3Options options;
    private @Nullable S3Store store;

    @BeforeAll
    static void startServer() {
        server = S3MockServer.start();
    }

    @AfterAll
    static void stopServer() {
        Objects.requireNonNull(server).close();
    }

    @BeforeEach
    void open() {
        options = new ServerBuckets(Objects.requireNonNull(server)).create();
        store = new S3Store(Env.production(), options);
    }

    @AfterEach
    void close() {
        store().close();
    }

    @Test
    void tagsAndClassAreKept() throws StoreException {
        // Plain ones: S3Mock keeps them percent-encoded, as they came.
        Map<String, String> tags = Map.of("team", "a", "stage", "b-1");
        String version = store().write("k", new WriteOptions(new Precondition.None(), Optional.empty(),
                Attributes.NONE.withTags(tags), Optional.empty(), "STANDARD_IA"), body(1, 10)).version();

        assertThat(store().tags("k", version)).isEqualTo(tags);
        assertThat(store().stat("k").orElseThrow().storageClass()).isEqualTo("STANDARD_IA");
        try (Listing listing = store().list(ListOptions.of(""))) {
            assertThat(listing.next().orElseThrow().storageClass()).isEqualTo("STANDARD_IA");
        }
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store().tags("k", "other"))
                .extracting(StoreException::code).isEqualTo(FailureCode.SOURCE_CHANGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "a b+c%2Fd&e=f#g?h", "ünï/日本/😀", "dir/"})
    void copiesInPartsAreTheSameBytes(String key) throws StoreException {
        byte[] bytes = SampleBytes.of(7, 11 << 20);
        String version = store().write(key,
                new WriteOptions(new Precondition.None(), Optional.of(Algorithm.CRC32C),
                        new Attributes(Map.of("content-type", "text/plain"), Map.of("m", "v")), Optional.empty()),
                body(bytes)).version();
        String target = "copy of " + key;
        try (S3Client client = new S3Client(Env.production(), options(), new S3Failures("s3://bucket"))) {
            S3Stats stats = new S3Stats("s3://bucket", client);
            S3Copies copies = new S3Copies(Env.production(), options().bucket(), client, stats, 5 << 20);
            copies.inParts(new CopySource(client, stats, key, version), target,
                    WriteOptions.of(new Precondition.Absent()));
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> copies.inParts(new CopySource(client, stats, key, "other"), "never",
                            WriteOptions.of(new Precondition.None())))
                    .extracting(StoreException::code).isEqualTo(FailureCode.SOURCE_CHANGED);
        }
        assertThat(read(target, ReadOptions.ALL)).isEqualTo(bytes);
        ObjectStat stat = store().stat(target).orElseThrow();
        assertThat(stat.etag()).endsWith("-3");
        assertThat(stat.attributes().metadata()).containsEntry("m", "v");
        assertThat(stat.attributes().headers()).containsEntry("content-type", "text/plain");
        assertThat(store().uploads("")).isEmpty();
    }

    @Test
    void allVersionsAreListedAndRead() throws StoreException {
        keepVersions();
        store().write("k", WriteOptions.of(new Precondition.None()), body(1, 10));
        store().write("k", WriteOptions.of(new Precondition.None()), body(2, 11));
        store().delete(List.of(new Deletion("k", new Precondition.None())));

        List<ObjectStat> versions = versions();
        assertThat(versions).extracting(ObjectStat::standing).containsExactlyInAnyOrder(Standing.DELETE_MARKER,
                Standing.NONCURRENT, Standing.NONCURRENT);
        for (ObjectStat each : versions) {
            if (each.standing() == Standing.NONCURRENT) {
                assertThat(read("k", ReadOptions.pinned(each.version())))
                        .isEqualTo(SampleBytes.of(each.sizeBytes() == 10 ? 1 : 2, (int) each.sizeBytes()));
            }
        }
        assertThat(store().stat("k")).isEmpty();
    }

    private List<ObjectStat> versions() throws StoreException {
        List<ObjectStat> versions = new ArrayList<>();
        ListOptions all = new ListOptions("", Optional.empty(), Optional.empty(), ListOptions.Depth.ALL_VERSIONS);
        try (Listing listing = store().list(all)) {
            for (Optional<ObjectStat> next = listing.next(); next.isPresent(); next = listing.next()) {
                versions.add(next.get());
            }
        }
        return versions;
    }

    private void keepVersions() throws StoreException {
        S3Failures failures = new S3Failures("s3://bucket");
        try (S3Client client = new S3Client(Env.production(), options(), failures)) {
            client.send(S3Request.ofBucket(Operation.WRITE, "PUT").query("versioning", "")
                    .header("content-type", "application/xml")
                    .body(TextBody.of("<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                            + "<Status>Enabled</Status></VersioningConfiguration>"), failures))
                    .close();
        }
    }

    private byte[] read(String key, ReadOptions how) throws StoreException {
        try (ObjectReader reader = store().read(key, how)) {
            ByteBuffer buffer = ByteBuffer.allocate((int) reader.lengthBytes() + 1);
            while (reader.read(buffer) >= 0) {
                // until the end
            }
            byte[] bytes = new byte[buffer.flip().remaining()];
            buffer.get(bytes);
            return bytes;
        }
    }

    private static Body body(int seed, int size) {
        return body(SampleBytes.of(seed, size));
    }

    private static Body body(byte[] bytes) {
        Digest digest = Algorithm.CRC32C.digest();
        digest.update(ByteBuffer.wrap(bytes));
        return Body.of(ByteBuffer.wrap(bytes), digest.finish());
    }

    private S3Store store() {
        return Objects.requireNonNull(store);
    }

    private S3Options options() {
        return Objects.requireNonNull(options);
    }
}
