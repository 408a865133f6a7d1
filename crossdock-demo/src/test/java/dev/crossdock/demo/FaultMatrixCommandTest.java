package dev.crossdock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.testkit.proxy.Fault;
import dev.crossdock.testkit.proxy.FaultProxy;
import dev.crossdock.testkit.proxy.Match;
import dev.crossdock.testkit.proxy.Rule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the one who runs the program does to it: ends it in the middle, or asks for what there is not.
class FaultMatrixCommandTest {

    private static final int SENT_BEFORE_THE_END = 6;

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
    @EnumSource(FaultPath.class)
    void endsWhenToldToAndGoesOnLater(FaultPath path) throws Exception {
        FaultTrial trial = stage.trial(path).option("--workers=2");
        FaultProxy watched = path.toBucket() ? stage.target() : stage.source();
        String method = path.toBucket() ? "PUT" : "GET";
        Rule slow = watched.add(Rule.always(Match.method(method), Fault.delay(Duration.ofMillis(150))));
        long before = watched.requests(method);
        Process process = trial.program().start(folder.resolve("err"), trial.command());
        while (watched.requests(method) - before < SENT_BEFORE_THE_END && process.isAlive()) {
            process.waitFor(10, TimeUnit.MILLISECONDS);
        }

        process.destroy();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ended").isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(slow.fired()).isPositive();
        assertThat(Journals.in(trial.program().home()).finished()).as("finished runs").isZero();
        assertThat(stage.objects()).as("only whole objects").containsAllEntriesOf(trial.target());
        assertThat(trial.target()).hasSizeLessThan(stage.objects().size());
        watched.clearRules();
        trial.requireComplete(trial.run());
        assertThat(trial.leftOvers()).as("left-overs").isZero();
        trial.clear();
    }

    @Test
    void knowsItsOptions() throws Exception {
        FaultReport report = stage.trial(FaultPath.S3_TO_S3).option("--no-such-option").run();

        assertThat(report.code()).isEqualTo(2);
        assertThat(report.ended().err()).contains("--no-such-option");
        assertThat(report.json()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"S3://some-bucket", "s3:/some-bucket", "S3:some-bucket/"})
    void saysHowALocationIsWritten(String location) throws Exception {
        FaultTrial trial = stage.trial(FaultPath.S3_TO_S3);
        long before = stage.source().requests() + stage.target().requests();

        FaultReport report = trial.between(location, "s3://" + trial.bucket() + '/').run();

        assertThat(report.code()).isEqualTo(2);
        assertThat(report.ended().err()).contains("CFG_URI").contains("did you mean s3://some-bucket");
        assertThat(stage.source().requests() + stage.target().requests()).as("requests").isEqualTo(before);
    }
}
