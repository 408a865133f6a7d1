package dev.crossdock.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.object.Algorithm;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.store.Written;
import dev.crossdock.testkit.gcs.GcsFault;
import dev.crossdock.testkit.gcs.GcsOperation;
import dev.crossdock.testkit.gcs.GcsRequest;
import dev.crossdock.testkit.gcs.GcsRule;
import dev.crossdock.testkit.store.SampleBytes;
import dev.crossdock.testkit.store.ScriptedBody;
import dev.crossdock.testkit.store.StoreProbe;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Streams that are sent through a session, with what happens to sessions on the way.
class GcsSessionTest {

    private static final int SIZE = 2 * Chunk.BYTES_MAX + 300_001;

    private final FakeBucket bucket = new FakeBucket();
    private final GcsStore store = bucket.open();
    private final byte[] bytes = SampleBytes.of(7, SIZE);

    @AfterEach
    void close() {
        bucket.close();
    }

    @Test
    void aStreamGoesInPiecesAndTheLastOneCarriesTheChecksum() throws Exception {
        Written written = write(new Precondition.Absent());

        assertWhole(written);
        List<GcsRequest> sent = bucket.fake().requests(GcsOperation.SESSION_WRITE);
        assertThat(sent).extracting(each -> each.header("content-range")).containsExactly(
                "bytes 0-2097151/" + SIZE, "bytes 2097152-4194303/" + SIZE, "bytes 4194304-4494304/" + SIZE);
        assertThat(sent.getLast().header("x-goog-hash"))
                .isEqualTo("crc32c=" + SampleBytes.checksum(Algorithm.CRC32C, bytes).base64());
        GcsRequest start = bucket.fake().requests(GcsOperation.SESSION_START).getFirst();
        assertThat(start.parameter("ifGenerationMatch")).isEqualTo("0");
        assertThat(start.header("x-upload-content-length")).isEqualTo(Integer.toString(SIZE));
        assertThat(bucket.fake().openSessions()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aLostReplyIsSettled(int piece) throws Exception {
        GcsRule rule = fault(piece, new GcsFault.LoseReply());

        assertWhole(write(new Precondition.Absent()));
        assertThat(rule.fired()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aBrokenConnectionIsGoneOnWithWhereItBroke(int piece) throws Exception {
        GcsRule rule = fault(piece, new GcsFault.ResetRequest(270_000));

        assertWhole(write(new Precondition.Absent()));
        assertThat(rule.fired()).isEqualTo(1);
        assertThat(bucket.fake().requests(GcsOperation.SESSION_WRITE)).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whatTheServiceDidNotKeepIsSentAgain(int piece) throws Exception {
        GcsRule rule = fault(piece, new GcsFault.PersistLess(262_144));

        assertWhole(write(new Precondition.Absent()));
        assertThat(rule.fired()).isEqualTo(1);
    }

    @Test
    void aServerThatCannotAtTheMomentIsAskedAgain() throws Exception {
        GcsRule rule = fault(1, GcsFault.unavailable());

        assertWhole(write(new Precondition.Absent()));
        assertThat(rule.fired()).isEqualTo(1);
        assertThat(bucket.fake().requests(GcsOperation.SESSION_QUERY)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void aSessionThatIsLostAtOnceIsBegunAnew(int status) throws Exception {
        GcsRule rule = fault(0, new GcsFault.LoseSession(status));

        assertWhole(write(new Precondition.Absent()));
        assertThat(rule.fired()).isEqualTo(1);
        assertThat(bucket.fake().requests(GcsOperation.SESSION_START)).hasSize(2);
    }

    @Test
    void aSessionThatIsLostLaterIsAFailureThatBeginsTheObjectAnew() {
        GcsRule rule = fault(1, new GcsFault.LoseSession(410));

        assertThat(StoreProbe.failure(() -> write(new Precondition.Absent())).code())
                .isEqualTo(FailureCode.UPLOAD_LOST);
        assertThat(rule.fired()).isEqualTo(1);
        assertThat(bucket.fake().bytes(FakeBucket.NAME, "stream")).isEmpty();
    }

    @Test
    void aBodyThatFailsLeavesNeitherObjectNorSession() {
        Failure failure = Failure.of(FailureCode.SHORT_READ, Operation.READ, "elsewhere", "ended");
        ScriptedBody body = ScriptedBody.at(Chunk.BYTES_MAX + 5_000, bytes, () -> {
            throw new StoreException(failure);
        });

        assertThat(StoreProbe.failure(() -> store.write("stream", WriteOptions.of(new Precondition.Absent()), body)))
                .isEqualTo(failure);
        assertThat(bucket.fake().bytes(FakeBucket.NAME, "stream")).isEmpty();
        assertThat(bucket.fake().openSessions()).isZero();
    }

    @Test
    void aRivalThatComesFirstKeepsItsObject() {
        ScriptedBody body = ScriptedBody.at(Chunk.BYTES_MAX + 5_000, bytes,
                () -> new StoreProbe(store).put("stream", new byte[]{1}));

        assertThat(StoreProbe
                .failure(() -> store.write("stream", WriteOptions.of(new Precondition.Absent()), body)).code())
                .isEqualTo(FailureCode.CONFLICT);
        assertThat(bucket.fake().bytes(FakeBucket.NAME, "stream").orElseThrow()).containsExactly(1);
    }

    @Test
    void otherBytesThanWereSentAreNoSuccess() {
        GcsRule rule = fault(2, new GcsFault.StoreFlipped(5));

        assertThat(StoreProbe.failure(() -> write(new Precondition.Absent())).code())
                .isEqualTo(FailureCode.VERIFY_FAILED);
        assertThat(rule.fired()).isEqualTo(1);
    }

    private GcsRule fault(int piece, GcsFault fault) {
        return bucket.fake().add(GcsRule.once(GcsOperation.SESSION_WRITE, fault).afterFirst(piece));
    }

    private Written write(Precondition precondition) throws StoreException {
        return store.write("stream", WriteOptions.of(precondition), ScriptedBody.of(bytes));
    }

    private void assertWhole(Written written) {
        assertThat(written.checksums()).contains(SampleBytes.checksum(Algorithm.CRC32C, bytes));
        assertThat(bucket.fake().bytes(FakeBucket.NAME, "stream").orElseThrow()).isEqualTo(bytes);
    }
}
