package dev.crossdock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.testkit.proxy.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What failed is tried again when asked for, and nothing else is touched.
class RetryTest {

    private static final List<String> DENIED = List.of(Lane.key(1), Lane.key(2), Lane.key(5));
    private static final String ARCHIVED = Lane.key(6);

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
    void copiesExactlyWhatFailed(FaultPath path) throws Exception {
        Lane lane = failed(path, "copy");
        // These are not of the failed ones, so they are none of a retry's business.
        lane.source().put(Lane.key(0), Lane.bytes("changed"));
        lane.source().put("new", Lane.bytes("new"));
        clear();

        FaultReport again = retry(lane);

        assertThat(again.code()).as(again.toString()).isZero();
        assertThat(again.copied()).isEqualTo(4);
        assertThat(again.skipped()).isZero();
        requireOnly(DENIED.get(0), DENIED.get(1), DENIED.get(2), ARCHIVED);
        assertThat(lane.target().contents()).hasSize(12).doesNotContainKey("new");
        assertThat(lane.journals().finished()).isEqualTo(2);
        assertThat(lane.good("sync").copied()).as("what a retry leaves for the next run").isEqualTo(2);
        assertThat(lane.target().contents()).isEqualTo(lane.source().contents());
    }

    @Test
    void canBeNarrowedAndRetriedItself() throws Exception {
        Lane lane = failed(FaultPath.S3_TO_S3, "sync");
        String run = Chronicle.latest(lane.program().home()).run();
        clear();

        FaultReport prefix = retry(lane, run, "--prefix=d1/");
        assertThat(prefix.code()).as(prefix.toString()).isZero();
        assertThat(Chronicle.latest(lane.program().home()).delivered()).containsExactly(DENIED.get(0));
        requireOnly(DENIED.get(0));

        clear();
        FaultReport code = retry(lane, run, "--code=ARCHIVED");
        assertThat(code.copied()).as(code.toString()).isOne();
        requireOnly(ARCHIVED);

        clear();
        dock.source().add(Watch.about(DENIED.get(1)), Fault.refuse(403, "AccessDenied"));
        FaultReport ofClass = retry(lane, run, "--class=ACCESS_DENIED");
        assertThat(ofClass.code()).as(ofClass.toString()).isOne();
        assertThat(ofClass.failedKeys()).containsExactly(DENIED.get(1));
        assertThat(ofClass.copied()).isOne();
        // One of them was copied by the first retry: it is looked at, which shows it the same.
        assertThat(ofClass.skipped()).isOne();

        clear();
        FaultReport ofRetry = retry(lane);
        assertThat(ofRetry.code()).as(ofRetry.toString()).isZero();
        assertThat(Chronicle.latest(lane.program().home()).delivered()).containsExactly(DENIED.get(1));
        requireOnly(DENIED.get(1));
        assertThat(lane.target().contents()).isEqualTo(lane.source().contents());

        clear();
        FaultReport nothing = retry(lane);
        assertThat(nothing.code()).as(nothing.toString()).isZero();
        assertThat(nothing.copied() + nothing.skipped() + nothing.failed()).isZero();
        requireOnly();
    }

    @Test
    void saysThatThereIsNothingToRetry() throws Exception {
        Program.Ended none = dock.program().run("retry");
        assertThat(none.code()).as(none.toString()).isEqualTo(2);
        assertThat(none.err()).contains("CFG_RUN");

        Lane lane = dock.lane(FaultPath.S3_TO_LOCAL).fill(2);
        assertThat(lane.good("copy").copied()).isEqualTo(2);
        Program.Ended unknown = lane.program().run("retry", "no-such-run");
        assertThat(unknown.code()).as(unknown.toString()).isEqualTo(2);
        assertThat(unknown.err()).contains("CFG_RUN").contains("no-such-run");
        Program.Ended wrong = lane.program().run("retry", "--class=NO_SUCH_CLASS");
        assertThat(wrong.code()).as(wrong.toString()).isEqualTo(2);
        assertThat(wrong.err()).contains("NO_SUCH_CLASS").contains("ACCESS_DENIED");
    }

    /// A run of which four objects failed, for two reasons.
    private static Lane failed(FaultPath path, String verb) throws Exception {
        Lane lane = dock.lane(path).fill(12);
        Watch hindered = path.fromBucket() ? dock.source() : dock.target();
        for (String each : DENIED) {
            hindered.add(Watch.about(each), Fault.refuse(403, "AccessDenied"));
        }
        hindered.add(Watch.about(ARCHIVED), Fault.refuse(403, "InvalidObjectState"));
        FaultReport report = lane.run(verb);
        assertThat(report.code()).as(report.toString()).isOne();
        assertThat(report.copied()).isEqualTo(8);
        assertThat(report.failedKeys()).containsExactlyInAnyOrder(DENIED.get(0), DENIED.get(1), DENIED.get(2),
                ARCHIVED);
        return lane;
    }

    private static FaultReport retry(Lane lane, String... more) throws Exception {
        String[] words = new String[more.length + 2];
        words[0] = "retry";
        System.arraycopy(more, 0, words, 1, more.length);
        words[words.length - 1] = "--json";
        return new FaultReport(lane.program().run(words));
    }

    private static void clear() {
        dock.source().clear();
        dock.target().clear();
    }

    /// Neither side was asked about any object but these.
    private static void requireOnly(String... keys) {
        for (Watch each : List.of(dock.source(), dock.target())) {
            assertThat(each.aboutObjects()).allMatch(request -> {
                for (String key : keys) {
                    if (request.endsWith('/' + key)) {
                        return true;
                    }
                }
                return false;
            });
        }
    }
}
