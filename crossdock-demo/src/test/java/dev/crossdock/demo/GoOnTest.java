package dev.crossdock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.testkit.server.S3MockServer;
import dev.crossdock.testkit.server.S3ProxyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/// A killed run goes on where it was, by `resume` as by its own command, down to the parts of a large object.
class GoOnTest {

    private static final String LARGE = "large.bin";
    private static final int PARTS = 5;
    /// Of the program.
    private static final int PART_BYTES = 8 << 20;
    private static final byte[] BODY = body();

    @TempDir
    private static Path folder;

    private static Dock dock;

    @BeforeAll
    static void open() throws IOException {
        dock = Dock.with(folder, S3ProxyServer.start(768));
    }

    @AfterAll
    static void close() throws IOException {
        dock.close();
    }

    private static byte[] body() {
        byte[] body = new byte[(PARTS - 1) * PART_BYTES + 12_345];
        new Random(1).nextBytes(body);
        return body;
    }

    @ParameterizedTest
    @EnumSource(FaultPath.class)
    void goesOnWithTheLatestRunOrTheNamedOne(FaultPath path) throws Exception {
        Lane lane = dock.lane(path).fill(30);
        killMidway(lane, path, 8);
        String run = Chronicle.latest(lane.program().home()).run();
        dock.source().clear();
        dock.target().clear();

        killResumed(lane, path, run);
        Program.Ended ended = lane.program().run("resume", "--json");

        assertThat(ended.code()).as(ended.toString()).isZero();
        FaultReport report = new FaultReport(ended);
        // What a killed process had sent may arrive without it: such objects are found the same.
        assertThat(report.copied() + report.skipped()).isEqualTo(30);
        assertThat(report.json()).contains("\"run\":\"" + run + '"').contains("\"sessions\":3");
        Journals journals = lane.journals();
        assertThat(journals.runs()).isOne();
        assertThat(journals.finished()).isOne();
        assertThat(journals.delivered()).doesNotHaveDuplicates().hasSize((int) report.copied());
        assertThat(lane.target().contents()).isEqualTo(lane.source().contents());
        for (String[] words : new String[][]{{"resume"}, {"resume", run}, {"resume", "2"}}) {
            Program.Ended finished = lane.program().run(words);
            assertThat(finished.code()).as(finished.toString()).isEqualTo(2);
            assertThat(finished.err()).contains("CFG_RUN").contains("finished");
        }
    }

    @Test
    void sendsNoStoredPartAgainWhereTheServerShowsItsChecksum() throws Exception {
        try (Dock other = Dock.with(Files.createDirectory(folder.resolve("mock")), S3MockServer.start(512))) {
            assertThat(largeToBucket(other)).as("what this server shows of parts").isNotEmpty();
        }
    }

    @Test
    void endsRightWhateverTheServerShowsOfParts() throws Exception {
        largeToBucket(dock);
    }

    /// Kills after two stored parts. Only the server can say whether these can be gone on with.
    ///
    /// @return the checksums that it showed of them
    private static Map<Integer, String> largeToBucket(Dock at) throws Exception {
        Lane lane = at.lane(FaultPath.LOCAL_TO_S3);
        lane.source().put(LARGE, BODY);
        Shelf.Bucket target = (Shelf.Bucket) lane.target();
        Gate gate = at.target().gate(new Later(Watch.aPart(), 2));
        Process process = lane.start(at.file(), "copy");
        Waiting.until(process, () -> storedParts(at, target) == 2 && gate.held() > 0);
        process.destroyForcibly().waitFor();
        gate.open();
        // What the proxy still held goes to a server that takes parts of an upload as long as it is open.
        Map<Integer, String> shown = shownParts(at, target);
        at.target().clear();

        Program.Ended ended = lane.program().run("resume", "--json");

        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(new FaultReport(ended).copied()).isOne();
        assertThat(lane.target().contents()).isEqualTo(Map.of(LARGE, Tree.print(BODY)));
        long sent = at.target().count(Watch.aPart());
        if (shown.isEmpty()) {
            assertThat(sent).as("parts sent, of which nothing was known").isEqualTo(PARTS);
        } else {
            assertThat(sent).as("parts sent, beside " + shown).isLessThanOrEqualTo(PARTS - shown.size());
        }
        assertThat(at.oracle().pendingUploads(target.name())).isEmpty();
        return shown;
    }

    @Test
    void readsNoRangeTwiceWhenItGoesOn() throws Exception {
        Lane lane = dock.lane(FaultPath.S3_TO_LOCAL);
        lane.source().put(LARGE, BODY);
        Gate gate = dock.source().gate(new Later(Watch.aRead(), 2));
        Process process = lane.start(dock.file(), "copy");
        gate.await(3, process);
        process.destroyForcibly().waitFor();
        gate.open();
        dock.source().clear();

        Program.Ended ended = lane.program().run("resume", "--json");

        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(lane.target().contents()).isEqualTo(Map.of(LARGE, Tree.print(BODY)));
        assertThat(dock.source().count(Watch.aRead())).as("ranges read").isLessThanOrEqualTo(PARTS);
        assertThat(new DirectoryPair("", ((Shelf.Folder) lane.target()).root()).leftOvers()).isZero();
    }

    private static void killMidway(Lane lane, FaultPath path, int requests) throws Exception {
        Watch held = path.toBucket() ? dock.target() : dock.source();
        Gate gate = held.gate(new Later(request -> !Watch.aListing().test(request), requests));
        Process process = lane.start(dock.file(), "copy", "--workers=4");
        Waiting.until(process, () -> gate.held() > 0 && lane.journals().delivered().size() >= requests / 2);
        process.destroyForcibly().waitFor();
        gate.open();
    }

    /// Goes on by the run's name, with more workers than at first, and is killed, too.
    private static void killResumed(Lane lane, FaultPath path, String run) throws Exception {
        int before = lane.journals().delivered().size();
        Watch held = path.toBucket() ? dock.target() : dock.source();
        Gate gate = held.gate(new Later(request -> !Watch.aListing().test(request), 10));
        Process process = lane.program().start(dock.file(), "resume", run, "--workers=6");
        Waiting.until(process, () -> gate.held() > 0 && lane.journals().delivered().size() > before);
        process.destroyForcibly().waitFor();
        gate.open();
        held.clear();
    }

    private static int storedParts(Dock at, Shelf.Bucket target) {
        return uploads(at, target).stream().mapToInt(each -> at.oracle().client()
                .listParts(request -> request.bucket(target.name()).key(LARGE).uploadId(each.uploadId())).parts()
                .size()).sum();
    }

    /// Part numbers with the checksum that the server shows.
    private static Map<Integer, String> shownParts(Dock at, Shelf.Bucket target) {
        Map<Integer, String> shown = new TreeMap<>();
        for (MultipartUpload each : uploads(at, target)) {
            at.oracle().client()
                    .listParts(request -> request.bucket(target.name()).key(LARGE).uploadId(each.uploadId())).parts()
                    .forEach(part -> {
                        String checksum = part.checksumCRC64NVME() != null
                                ? part.checksumCRC64NVME()
                                : part.checksumCRC32C();
                        if (checksum != null) {
                            shown.put(part.partNumber(), checksum);
                        }
                    });
        }
        return shown;
    }

    private static List<MultipartUpload> uploads(Dock at, Shelf.Bucket target) {
        return at.oracle().client().listMultipartUploads(request -> request.bucket(target.name())).uploads();
    }
}
