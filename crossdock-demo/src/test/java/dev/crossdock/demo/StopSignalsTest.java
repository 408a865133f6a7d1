package dev.crossdock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What runs beside each other, and what is told to stop.
class StopSignalsTest {

    /// Whoever started the tests in the background of a shell may have SIGINT ignored, which children inherit.
    private static final List<String> MINDING_SIGNALS = List.of("env", "--default-signal=INT,TERM");

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
    @CsvSource({"TERM, 143", "INT, 130"})
    void finishesWhatIsUnderWay(String signal, int code) throws Exception {
        Lane lane = dock.lane(FaultPath.S3_TO_LOCAL).fill(20);
        Gate gate = dock.source().gate(new Later(Watch.aRead(), 3));
        Path err = dock.file();
        Process process = lane.program().startThrough(MINDING_SIGNALS, err, lane.words("copy", "--workers=2"));
        gate.await(2, process);

        send(signal, process);
        Waiting.until(process, () -> Files.readString(err).contains("told to stop"));
        gate.open();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(err)).isEqualTo(code);
        assertThat(lane.journals().finished()).isZero();
        assertThat(lane.journals().delivered()).as("what was under way is finished").hasSizeGreaterThanOrEqualTo(5)
                .hasSizeLessThan(20);
        requireResumes(lane, 20);
    }

    @Test
    void endsAtOnceWhenToldTwice() throws Exception {
        Lane lane = dock.lane(FaultPath.S3_TO_S3).fill(20);
        Gate gate = dock.source().gate(new Later(Watch.aRead(), 3));
        Path err = dock.file();
        Process process = lane.program().startThrough(MINDING_SIGNALS, err, lane.words("copy", "--workers=2"));
        gate.await(2, process);

        send("TERM", process);
        Waiting.until(process, () -> Files.readString(err).contains("told to stop"));
        send("TERM", process);

        // Nothing lets go of the requests under way: only the second signal can end it in that way.
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(Files.readString(err)).contains("stopped at once");
        gate.open();
        dock.source().clear();
        requireResumes(lane, 20);
    }

    @Test
    void runsOfDifferentPairsDoNotMeetAndTheSameOneWaitsForNobody() throws Exception {
        Lane first = dock.lane(FaultPath.S3_TO_LOCAL).fill(8);
        Lane second = new Lane(dock, dock.bucket(), dock.folder(), first.program()).fill(8);
        Gate gate = dock.source().gate(new Later(Watch.aRead(), 3));
        Process one = first.start(dock.file(), "copy", "--workers=2");
        gate.await(2, one);
        Process two = second.start(dock.file(), "copy", "--workers=2");
        gate.await(4, two);

        FaultReport same = first.run("copy");
        assertThat(same.code()).as(same.toString()).isEqualTo(3);
        assertThat(same.ended().err()).contains("LEDGER_LOCKED");
        Program.Ended runs = first.program().run("runs", "--json");
        assertThat(runs.code()).as(runs.toString()).isZero();
        assertThat(runs.out().lines()).hasSize(2).allMatch(each -> each.contains("\"state\":\"unfinished\""));
        FaultReport report = new FaultReport(first.program().run("report", "--json"));
        assertThat(report.code()).as(report.toString()).isEqualTo(3);
        assertThat(report.json()).contains("\"state\":\"incomplete\"");
        assertThat(report.failed()).isZero();
        assertThat(one.isAlive() && two.isAlive()).as("unharmed").isTrue();
        gate.open();

        assertThat(one.waitFor()).isZero();
        assertThat(two.waitFor()).isZero();
        for (Lane each : List.of(first, second)) {
            assertThat(each.target().contents()).isEqualTo(each.source().contents()).hasSize(8);
        }
        Journals journals = first.journals();
        assertThat(journals.runs()).isEqualTo(2);
        assertThat(journals.finished()).isEqualTo(2);
    }

    private static void requireResumes(Lane lane, int objects) throws Exception {
        Program.Ended resumed = lane.program().run("resume", "--json");
        assertThat(resumed.code()).as(resumed.toString()).isZero();
        FaultReport report = new FaultReport(resumed);
        assertThat(report.copied() + report.skipped()).isEqualTo(objects);
        Journals journals = lane.journals();
        assertThat(journals.runs()).isOne();
        assertThat(journals.finished()).isOne();
        assertThat(journals.delivered()).doesNotHaveDuplicates().hasSize((int) report.copied());
        assertThat(lane.target().contents()).isEqualTo(lane.source().contents());
    }

    private static void send(String signal, Process process) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).inheritIO().start();
        assertThat(kill.waitFor()).isZero();
    }
}
