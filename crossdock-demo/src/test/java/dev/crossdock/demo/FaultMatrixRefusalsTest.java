package dev.crossdock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.testkit.proxy.Fault;
import dev.crossdock.testkit.proxy.FaultProxy;
import dev.crossdock.testkit.proxy.Match;
import dev.crossdock.testkit.proxy.RequestHead;
import dev.crossdock.testkit.proxy.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/// Faults that stay: the built program says which, for which object, and how it ends; it copies everything else, never
/// halves, and never over what is not its own.
class FaultMatrixRefusalsTest {

    private static final byte[] FOREIGN = "written meanwhile".getBytes(StandardCharsets.UTF_8);

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

    @ParameterizedTest
    @EnumSource(value = FaultPath.class, mode = Mode.EXCLUDE, names = "LOCAL_TO_S3")
    void namesWhatItMayNotRead(FaultPath path) throws Exception {
        FaultTrial trial = stage.trial(path);
        Rule rule = stage.source().add(Rule.always(get(FaultStage.VICTIM), Fault.refuse(403, "AccessDenied")));

        FaultReport report = trial.run();

        assertThat(rule.fired()).as("tries").isOne();
        trial.requireFailed(report, "ACCESS_DENIED", "ACCESS_DENIED", FaultStage.VICTIM);
        trial.clear();
    }

    @ParameterizedTest
    @EnumSource(value = FaultPath.class, mode = Mode.EXCLUDE, names = "S3_TO_LOCAL")
    void namesWhatItMayNotWrite(FaultPath path) throws Exception {
        FaultTrial trial = stage.trial(path);
        Rule small = stage.target().add(Rule.always(put(FaultStage.VICTIM), Fault.refuse(403, "AccessDenied")));
        Rule large = stage.target().add(Rule.always(put(FaultStage.LARGE), Fault.refuse(403, "AccessDenied")));

        FaultReport report = trial.run();

        assertThat(small.fired()).as("tries").isOne();
        assertThat(large.fired()).as("tries").isPositive();
        trial.requireFailed(report, "ACCESS_DENIED", "ACCESS_DENIED", FaultStage.VICTIM, FaultStage.LARGE);
        assertThat(trial.leftOvers()).as("left-overs").isZero();
        trial.clear();
    }

    @ParameterizedTest
    @EnumSource(value = FaultPath.class, mode = Mode.EXCLUDE, names = "LOCAL_TO_S3")
    void copiesNothingWhoseBytesAreWrongEachTime(FaultPath path) throws Exception {
        FaultTrial trial = stage.trial(path);
        // This server keeps no checksums of its own: one more proxy shows what other services show.
        String crc = "x-amz-checksum-crc32c";
        try (FaultProxy flipping = FaultProxy.to(stage.source().endpoint())) {
            Rule shown = stage.source().add(Rule.always(Match.pathEnding('/' + FaultStage.VICTIM),
                    new Fault.ReplaceHeader(crc, stage.checksum(FaultStage.VICTIM))));
            Rule flipped = flipping.add(Rule.always(get(FaultStage.VICTIM), Fault.flipBit(99)));

            FaultReport report = trial.option("--source-endpoint=" + flipping.endpoint()).run();

            assertThat(shown.fired()).as("checksum shown").isPositive();
            assertThat(flipped.fired()).as("flipped").isEqualTo(3);
            trial.requireFailed(report, "CHECKSUM_MISMATCH", "INTEGRITY", FaultStage.VICTIM);
        }
        trial.clear();
    }

    @ParameterizedTest
    @EnumSource(value = FaultPath.class, mode = Mode.EXCLUDE, names = "LOCAL_TO_S3")
    void readsPartsWhoseBytesWereWrongAgain(FaultPath path) throws Exception {
        FaultTrial trial = stage.trial(path);
        try (FaultProxy flipping = FaultProxy.to(stage.source().endpoint())) {
            Rule shown = stage.source().add(Rule.always(
                    Match.method("HEAD").and(Match.pathEnding('/' + FaultStage.LARGE)),
                    new Fault.ReplaceHeader("x-amz-checksum-crc32c", stage.checksum(FaultStage.LARGE))));
            Rule flipped = flipping.add(Rule.once(get(FaultStage.LARGE), Fault.flipBit(5 << 20)));

            FaultReport report = trial.option("--source-endpoint=" + flipping.endpoint()).run();

            assertThat(shown.fired()).as("checksum shown").isPositive();
            assertThat(flipped.fired()).as("flipped").isOne();
            trial.requireComplete(report);
            assertThat(trial.leftOvers()).as("left-overs").isZero();
        }
        trial.clear();
    }

    @ParameterizedTest
    @EnumSource(value = FaultPath.class, mode = Mode.EXCLUDE, names = "S3_TO_LOCAL")
    void leavesAnObjectThatSomebodyWroteMeanwhile(FaultPath path) throws Exception {
        FaultTrial trial = stage.trial(path);
        Rule small = stage.target().add(Rule.once(overtaken(trial, FaultStage.VICTIM, put(FaultStage.VICTIM)),
                Fault.refuse(412, "PreconditionFailed")));
        Rule large = stage.target().add(Rule.once(overtaken(trial, FaultStage.LARGE, completion()),
                Fault.refuse(412, "PreconditionFailed")));

        requireConflict(trial, trial.run());

        assertThat(small.fired()).isOne();
        assertThat(large.fired()).isOne();
        trial.clear();
    }

    @ParameterizedTest
    @EnumSource(value = FaultPath.class, mode = Mode.EXCLUDE, names = "S3_TO_LOCAL")
    void leavesAnObjectThatTheServerItselfProtects(FaultPath path) throws Exception {
        FaultTrial trial = stage.trial(path);
        Rule small = stage.target().add(Rule.once(overtaken(trial, FaultStage.VICTIM, put(FaultStage.VICTIM)),
                Fault.pass()));
        Rule large = stage.target().add(Rule.once(overtaken(trial, FaultStage.LARGE, completion()), Fault.pass()));

        requireConflict(trial, trial.run());

        assertThat(small.matched()).isPositive();
        assertThat(large.matched()).isPositive();
        trial.clear();
    }

    @ParameterizedTest
    @CsvSource({"S3_TO_S3, InvalidAccessKeyId", "LOCAL_TO_S3, SignatureDoesNotMatch"})
    void stopsWhenItsCredentialsCeaseToBeGood(FaultPath path, String code) throws Exception {
        FaultTrial trial = stage.trial(path);
        Rule rule = stage.target().add(Rule.always(Match.method("PUT"), Fault.refuse(403, code)).afterFirst(5));

        FaultReport stopped = trial.run();

        assertThat(rule.fired()).isPositive();
        trial.requireStopped(stopped, "AUTH_INVALID", "AUTH_INVALID");
        assertThat(stopped.copied()).as("copied before").isPositive();
        stage.target().clearRules();
        FaultReport complete = trial.run();
        trial.requireComplete(complete);
        trial.clear();
    }

    @ParameterizedTest
    @EnumSource(FaultPath.class)
    void stopsWhenTheServerRefusesItsSecret(FaultPath path) throws Exception {
        FaultTrial trial = stage.trial(path);
        trial.program().with("AWS_SECRET_ACCESS_KEY", FaultTrial.WRONG_SECRET);
        long before = stage.source().requests() + stage.target().requests();

        FaultReport report = trial.run();

        trial.requireStopped(report, "AUTH_INVALID", "AUTH_INVALID");
        assertThat(report.ended().err()).contains("SignatureDoesNotMatch");
        assertThat(stage.source().requests() + stage.target().requests() - before).as("requests").isBetween(1L, 4L);
        assertThat(trial.target()).isEmpty();
        trial.clear();
    }

    @Test
    void stopsWhenTheServerDoesNotKnowItsKey() throws Exception {
        FaultTrial trial = stage.trial(FaultPath.S3_TO_S3);
        trial.program().with("AWS_ACCESS_KEY_ID", "AKIDUNKNOWN");

        FaultReport report = trial.run();

        trial.requireStopped(report, "AUTH_INVALID", "AUTH_INVALID");
        assertThat(report.ended().err()).contains("InvalidAccessKeyId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://no-such-bucket/ s3://target/", "s3://source/ s3://no-such-bucket/"})
    void stopsWhenThereIsNoSuchBucket(String places) throws Exception {
        FaultTrial trial = stage.trial(FaultPath.S3_TO_S3);
        String[] two = places.split(" ", 2);

        FaultReport report = trial.between(two[0], two[1].replace("target", trial.bucket())).run();

        trial.requireStopped(report, "NO_SUCH_BUCKET", "BUCKET_CONFIG");
        assertThat(trial.target()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(FaultPath.class)
    void stopsWithoutAListingAndGoesOnLater(FaultPath path) throws Exception {
        FaultTrial trial = stage.trial(path);
        Rule rule = (path.fromBucket() ? stage.source() : stage.target())
                .add(Rule.always(list(), Fault.refuse(500, "InternalError")));

        FaultReport report = trial.run();

        assertThat(rule.fired()).as("tries").isEqualTo(4);
        trial.requireStopped(report, "SERVER_ERROR", "TRANSIENT_SERVER");
        assertThat(trial.target()).isEmpty();
        stage.source().clearRules();
        stage.target().clearRules();
        trial.requireComplete(trial.run());
        trial.clear();
    }

    @ParameterizedTest
    @CsvSource({"S3_TO_S3, 301", "S3_TO_S3, 307", "S3_TO_LOCAL, 302", "LOCAL_TO_S3, 308"})
    void goesNowhereElse(FaultPath path, int status) throws Exception {
        FaultTrial trial = stage.trial(path);
        try (FaultProxy elsewhere = FaultProxy.to(stage.server().endpoint())) {
            Fault redirect = new Fault.Answer(status, Map.of("Location", elsewhere.endpoint() + "/source/"), "");
            Rule ofTarget = stage.target().add(Rule.always(Match.method("PUT"), redirect));
            Rule ofSource = stage.source().add(Rule.always(get(FaultStage.VICTIM), redirect));

            FaultReport report = trial.run();

            assertThat(ofTarget.fired() + ofSource.fired()).isPositive();
            trial.requireStopped(report, "REDIRECT_REFUSED", "BUCKET_CONFIG");
            assertThat(elsewhere.connections()).as("connections elsewhere").isZero();
            assertThat(elsewhere.requests()).as("requests elsewhere").isZero();
        }
        trial.clear();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307})
    void takesNoRegionForAnAddress(int status) throws Exception {
        FaultTrial trial = stage.trial(FaultPath.S3_TO_S3);
        try (FaultProxy elsewhere = FaultProxy.to(stage.server().endpoint())) {
            Map<String, String> headers = Map.of("Location", elsewhere.endpoint() + "/source/", "x-amz-bucket-region",
                    "eu-west-1");
            Rule rule = stage.source().add(Rule.always(list(), new Fault.Answer(status, headers, "")));

            FaultReport report = trial.run();

            assertThat(rule.fired()).as("tries").isOne();
            trial.requireStopped(report, "WRONG_REGION", "BUCKET_CONFIG");
            assertThat(elsewhere.connections()).as("connections elsewhere").isZero();
        }
    }

    private static void requireConflict(FaultTrial trial, FaultReport report) throws Exception {
        trial.requireFailure(report, "CONFLICT", "TARGET_CONFLICT", FaultStage.VICTIM, FaultStage.LARGE);
        Map<String, String> expected = trial.sourceWithout(FaultStage.VICTIM, FaultStage.LARGE);
        expected.put(FaultStage.VICTIM, Tree.print(FOREIGN));
        expected.put(FaultStage.LARGE, Tree.print(FOREIGN));
        assertThat(trial.target()).isEqualTo(expected);
        assertThat(trial.leftOvers()).as("left-overs").isZero();
    }

    /// Takes the requests that another writer gets ahead of: it writes before the first of them is passed on.
    private static Predicate<RequestHead> overtaken(FaultTrial trial, String key, Predicate<RequestHead> request) {
        AtomicBoolean written = new AtomicBoolean();
        return request.and(_ -> {
            if (written.compareAndSet(false, true)) {
                stage.oracle().put(trial.bucket(), key, FOREIGN);
            }
            return true;
        });
    }

    private static Predicate<RequestHead> get(String key) {
        return Match.method("GET").and(Match.pathEnding('/' + key));
    }

    private static Predicate<RequestHead> put(String key) {
        return Match.method("PUT").and(Match.pathEnding('/' + key));
    }

    private static Predicate<RequestHead> completion() {
        return Match.method("POST").and(Match.parameter("uploadId"));
    }

    private static Predicate<RequestHead> list() {
        return Match.method("GET").and(Match.parameter("list-type"));
    }
}
