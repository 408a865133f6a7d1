package dev.crossdock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.testkit.proxy.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Filters, verification, examination and the log of failures, as somebody at a shell meets them.
class AsAUserTest {

    private static final String TEXT = "\"(?:[^\"\\\\\\x00-\\x1f]|\\\\(?:[\"\\\\/bfnrt]|u[0-9a-fA-F]{4}))*\"";
    private static final String MEMBER = TEXT + ":(?:" + TEXT + "|-?\\d+)";
    /// A JSON object of texts and whole numbers, and nothing else.
    private static final Pattern FLAT_JSON = Pattern.compile("\\{" + MEMBER + "(?:," + MEMBER + ")*}");

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
    void copiesWhatTheFiltersLetThrough(FaultPath path) throws Exception {
        Lane lane = dock.lane(path);
        for (String key : List.of("a*b.txt", "aXb.txt", "[z].txt", "z.txt", "{c,d}.txt", "c.txt", "why?.txt", "t/1.tmp",
                "t/1.txt", "back\\slash.txt")) {
            lane.source().put(key, Lane.bytes(key));
        }
        lane.source().put("big.txt", new byte[5_000]);

        FaultReport literal = lane.good("copy", "--include=a\\*b.txt", "--include=\\[z\\].txt",
                "--include=\\{c,d\\}.txt", "--include=why\\?.txt", "--include=back\\\\slash.txt");
        assertThat(literal.copied()).isEqualTo(5);
        assertThat(literal.json()).contains("\"EXCLUDED\":6");
        assertThat(lane.target().contents()).containsOnlyKeys("a*b.txt", "[z].txt", "{c,d}.txt", "why?.txt",
                "back\\slash.txt");

        FaultReport sized = lane.good("copy", "--exclude=*.tmp", "--max-size=4k", "--max-age=1d");
        assertThat(sized.copied()).isEqualTo(4);
        assertThat(sized.json()).contains("\"EXCLUDED\":2");
        assertThat(lane.target().contents()).doesNotContainKeys("t/1.tmp", "big.txt").hasSize(9);
        assertThat(lane.program().run("report").out()).contains("EXCLUDED");
        assertThat(lane.good("copy", "--min-age=1d").json()).contains("\"EXCLUDED\":11");

        Program.Ended wrong = lane.command("copy", "--include=a[");
        assertThat(wrong.code()).as(wrong.toString()).isEqualTo(2);
        assertThat(wrong.err()).contains("CFG_FILTER");
    }

    @ParameterizedTest
    @EnumSource(FaultPath.class)
    void tellsByItsExitCodeWhatVerificationFound(FaultPath path) throws Exception {
        Lane lane = dock.lane(path).fill(6);
        assertThat(lane.good("copy").copied()).isEqualTo(6);
        dock.source().clear();
        dock.target().clear();
        Program.Ended same = lane.command("verify");
        assertThat(same.code()).as(same.toString()).isZero();
        assertThat(dock.source().count(Watch.aChange()) + dock.target().count(Watch.aChange())).isZero();

        // Of the same size, so that only the bytes can tell.
        lane.target().put(Lane.key(2), Lane.bytes("object X"));
        lane.target().put("more", Lane.bytes("more"));
        lane.target().remove(Lane.key(3));
        Program.Ended differs = lane.command("verify");
        assertThat(differs.code()).as(differs.toString()).isEqualTo(4);
        assertThat(differs.out()).contains("checked 7: 4 same, 1 differs, 1 missing, 1 extra, 0 unreadable");
        assertThat(lane.good("sync", "--delete").deleted()).isOne();

        Watch hindered = path.fromBucket() ? dock.source() : dock.target();
        hindered.add(Watch.about(Lane.key(4)), Fault.refuse(403, "AccessDenied"));
        Program.Ended unreadable = lane.command("verify", "--mode=read");
        assertThat(unreadable.code()).as(unreadable.toString()).isOne();
        assertThat(unreadable.out()).contains("1 unreadable").contains(Lane.key(4));
        hindered.add(Watch.aListing(), Fault.refuse(403, "AccessDenied"));
        Program.Ended stopped = lane.command("verify");
        assertThat(stopped.code()).as(stopped.toString()).isEqualTo(3);
        assertThat(stopped.err() + stopped.out()).contains("ACCESS_DENIED");
    }

    @Test
    void examinesHopByHop() throws Exception {
        Lane lane = dock.lane(FaultPath.S3_TO_LOCAL).fill(1);
        String bucket = lane.source().location();
        requireHops(lane.program().run("doctor", bucket, "--json"), 0, "ok", "write");
        requireHops(lane.program().run("doctor", bucket, "--read-only", "--json"), 0, "not tried", "write");
        requireHops(lane.program().run("doctor", lane.target().location(), "--json"), 0, "ok", "write");
        assertThat(lane.source().contents()).as("left as it was").hasSize(1);
        assertThat(lane.target().contents()).as("left as it was").isEmpty();
        requireHops(dock.program().run("doctor", "s3://no-such-bucket/", "--json"), 3, "failed", "reach");
        Program wrong = dock.program().with("AWS_SECRET_ACCESS_KEY", FaultTrial.WRONG_SECRET);
        Program.Ended denied = wrong.run("doctor", bucket, "--json");
        requireHops(denied, 3, "failed", "credentials");
        assertThat(denied.out() + denied.err()).doesNotContain(FaultTrial.WRONG_SECRET);
        String endpoint = "http://127.0.0.1:" + closedPort();
        requireHops(dock.program().run("doctor", bucket, "--endpoint=" + endpoint, "--json"), 3, "failed", "reach");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Permissions do not bind a privileged user, so another hop than writing is made to fail here: there is a file in
    /// the place of the directory.
    @Test
    void examinesADirectoryThatIsNone() throws Exception {
        Path file = Files.writeString(dock.file(), "no directory");
        Program.Ended ended = dock.program().run("doctor", file.resolve("below").toString());

        assertThat(ended.code()).as(ended.toString()).isBetween(2, 3);
        assertThat(ended.out() + ended.err()).contains(file.toString());
    }

    @ParameterizedTest
    @EnumSource(FaultPath.class)
    void logsEachFailureOnceAndNoSecretAnywhere(FaultPath path) throws Exception {
        Lane lane = dock.lane(path).fill(9);
        lane.source().put("odd \"name\"\t\u00e9.txt", Lane.bytes("odd"));
        Watch hindered = path.fromBucket() ? dock.source() : dock.target();
        hindered.add(request -> request.path().contains("/d1/") || request.path().contains("odd"),
                Fault.refuse(403, "AccessDenied"));
        Path log = dock.file();
        Files.writeString(log, "kept\n");

        FaultReport report = lane.run("sync", "--error-log=" + log);

        assertThat(report.code()).as(report.toString()).isOne();
        List<String> lines = Files.readAllLines(log);
        assertThat(lines).hasSize(5).first().isEqualTo("kept");
        for (String key : List.of("d1/f01", "d1/f04", "d1/f07", "odd \\\"name\\\"")) {
            assertThat(lines.subList(1, 5)).filteredOn(each -> each.contains(key)).as(key).isNotEmpty();
        }
        assertThat(lines.subList(1, 5)).doesNotHaveDuplicates()
                .allMatch(each -> FLAT_JSON.matcher(each).matches())
                .allMatch(each -> each.contains("\"code\":\"ACCESS_DENIED\""));
        hindered.clear();
        Program.Ended retried = lane.program().run("retry", "--error-log=" + log, "--json");
        assertThat(retried.code()).as(retried.toString()).isZero();
        assertThat(Files.readAllLines(log)).as("nothing failed again").isEqualTo(lines);
        requireNoSecret(lane, log, report.ended(), retried, lane.program().run("report"),
                lane.program().run("runs", "--json"));
    }

    private static void requireHops(Program.Ended ended, int code, String state, String hop) {
        assertThat(ended.code()).as(ended.toString()).isEqualTo(code);
        assertThat(ended.out()).contains("\"hop\":\"" + hop + "\",\"state\":\"" + state + '"');
        assertThat(ended.out().lines()).allMatch(each -> FLAT_JSON.matcher(each).matches());
        assertThat(ended.out().contains("\"state\":\"failed\"")).isEqualTo(code != 0);
    }

    private static void requireNoSecret(Lane lane, Path log, Program.Ended... all) throws IOException {
        String secret = dock.server().secretKey();
        for (Program.Ended each : all) {
            assertThat(each.out() + each.err()).doesNotContain(secret);
        }
        try (Stream<Path> walk = Files.walk(lane.program().home())) {
            List<Path> files = walk.filter(Files::isRegularFile).toList();
            assertThat(files).anyMatch(each -> each.toString().contains("pairs")).hasSizeGreaterThan(2);
            for (Path each : Stream.concat(files.stream(), Stream.of(log)).toList()) {
                assertThat(new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1)).as(each.toString())
                        .doesNotContain(secret);
            }
        }
    }
}
