package dev.crossdock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.testkit.proxy.Fault;
import dev.crossdock.testkit.proxy.Match;
import dev.crossdock.testkit.proxy.RequestHead;
import dev.crossdock.testkit.proxy.Rule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Faults that pass: the built program gets over every one of them, on every path that can meet it, and copies each
/// object once, with the right bytes.
class FaultMatrixTest {

    private static final String ERROR_IN_OK = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Error><Code>InternalError</Code><Message>injected</Message><RequestId>fault</RequestId></Error>""";

    @TempDir
    private static Path folder;

    private static FaultStage stage;

    @BeforeAll
    static void open() throws IOException {
        stage = FaultStage.open(folder);
    }

    @AfterAll
    static void close() throws IOException {
        stage.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void getsOverFaultsOfTheSource(FaultPath path, FaultRow row) throws Exception {
        FaultTrial trial = stage.trial(path);
        List<Rule> rules = row.addTo(stage.source());

        survives(trial, rules);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void getsOverFaultsOfTheTarget(FaultPath path, FaultRow row) throws Exception {
        FaultTrial trial = stage.trial(path);
        List<Rule> rules = row.addTo(stage.target());

        survives(trial, rules);
    }

    private static void survives(FaultTrial trial, List<Rule> rules) throws Exception {
        FaultReport report = trial.run();

        assertThat(rules).as("each fault came").isNotEmpty().allSatisfy(each -> assertThat(each.fired()).isPositive());
        trial.requireComplete(report);
        assertThat(report.copied()).as("copied").isEqualTo(stage.objects().size());
        assertThat(trial.leftOvers()).as("left-overs").isZero();
        trial.clear();
    }

    static Stream<Arguments> getsOverFaultsOfTheSource() {
        int last = FaultStage.VICTIM_BYTES - 1;
        return on(List.of(FaultPath.S3_TO_S3, FaultPath.S3_TO_LOCAL), List.of(
                FaultRow.of("F13 reset at byte 0, at byte 1, in the middle, before the last byte")
                        .once(get(FaultStage.VICTIMS.get(0)), Fault.resetResponseAfter(0))
                        .once(get(FaultStage.VICTIMS.get(1)), Fault.resetResponseAfter(1))
                        .once(get(FaultStage.VICTIMS.get(2)), Fault.resetResponseAfter(last / 2))
                        .once(get(FaultStage.VICTIMS.get(3)), Fault.resetResponseAfter(last)),
                FaultRow.of("F13 reset in a part, F14 truncated in another")
                        .once(get(FaultStage.LARGE), Fault.resetResponseAfter(3 << 20))
                        .once(get(FaultStage.LARGE), Fault.truncateResponseAfter(3 << 20)),
                FaultRow.of("F14 truncated").once(get(FaultStage.VICTIM), Fault.truncateResponseAfter(last / 2)),
                FaultRow.of("F16 flipped bit").once(get(FaultStage.VICTIM), Fault.flipBit(last / 2)),
                FaultRow.of("F24 slow down").times(2, get(FaultStage.VICTIM), Fault.slowDown(1)),
                FaultRow.of("listing fails, and then is cut off").once(list(), Fault.refuse(500, "InternalError"))
                        .once(list(), Fault.truncateResponseAfter(300))));
    }

    static Stream<Arguments> getsOverFaultsOfTheTarget() {
        return on(List.of(FaultPath.S3_TO_S3, FaultPath.LOCAL_TO_S3), List.of(
                FaultRow.of("listing fails, F24 slow down").once(list(), Fault.refuse(500, "InternalError"))
                        .times(2, put(FaultStage.VICTIM), Fault.slowDown(1)),
                FaultRow.of("F25 part stored, reply lost; request reset in another part")
                        .once(part(2), Fault.dropReply())
                        .once(part(1), Fault.resetRequestAfter(3 << 20)),
                FaultRow.of("F27 object stored, upload completed, replies lost")
                        .once(put(FaultStage.VICTIM), Fault.dropReply())
                        .once(completion(), Fault.dropReply()),
                FaultRow.of("F29 error in 200, not completed")
                        .once(completion(), new Fault.Answer(200, Map.of(), ERROR_IN_OK)),
                FaultRow.of("F29 error in 200, completed")
                        .once(completion(), new Fault.AnswerInstead(200, Map.of(), ERROR_IN_OK))));
    }

    private static Stream<Arguments> on(List<FaultPath> paths, List<FaultRow> rows) {
        return paths.stream().flatMap(path -> rows.stream().map(row -> Arguments.of(path, row)));
    }

    private static Predicate<RequestHead> get(String key) {
        return Match.method("GET").and(Match.pathEnding('/' + key));
    }

    private static Predicate<RequestHead> put(String key) {
        return Match.method("PUT").and(Match.pathEnding('/' + key));
    }

    private static Predicate<RequestHead> part(int number) {
        return Match.method("PUT").and(Match.parameter("partNumber", Integer.toString(number)));
    }

    private static Predicate<RequestHead> completion() {
        return Match.method("POST").and(Match.parameter("uploadId"));
    }

    private static Predicate<RequestHead> list() {
        return Match.method("GET").and(Match.parameter("list-type"));
    }
}
