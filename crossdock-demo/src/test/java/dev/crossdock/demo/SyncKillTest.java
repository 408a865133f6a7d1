package dev.crossdock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// kill -9 at random instants of a mirror that copies and deletes: nothing outside it is touched, nothing that the source
/// has is ever missing, and in the end the target is what the source is.
class SyncKillTest {

    private static final int KILLS = 6;

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
    @EnumSource(value = FaultPath.class, names = {"S3_TO_S3", "LOCAL_TO_S3"})
    void endsAsTheSourceIs(FaultPath path) throws Exception {
        Random random = new Random(path.ordinal());
        Lane lane = dock.lane(path).fill(60);
        Lane mirror = new Lane(dock, lane.source(), new Below(lane.target(), "mirror/"), lane.program());
        Map<String, String> beside = beside(lane);
        Map<String, String> source = lane.source().contents();
        int kills = 0;
        for (int round = 0; kills < KILLS; round++) {
            assertThat(round).as("rounds that ended before they were killed").isLessThan(40);
            spoil(lane, round);
            long afterMillis = 200 + random.nextLong(900);
            if (killed(mirror, afterMillis)) {
                kills++;
            }
            Map<String, String> target = lane.target().contents();
            assertThat(target).as("outside the mirror").containsAllEntriesOf(beside);
        }
        FaultReport last = mirror.good("sync", "--delete", "--delete-limit=1000");

        assertThat(last.failed()).isZero();
        assertThat(mirror.target().contents()).isEqualTo(source);
        assertThat(lane.target().contents()).containsAllEntriesOf(beside).hasSize(source.size() + beside.size());
        assertThat(lane.source().contents()).isEqualTo(source);
        requireBalance(mirror);
    }

    /// The sums of every sealed run are those of its records: `report` refuses others.
    private static void requireBalance(Lane lane) throws Exception {
        Journals journals = lane.journals();
        assertThat(journals.finished()).isEqualTo(journals.runs()).isPositive();
        for (Chronicle each : Chronicle.all(lane.program().home())) {
            FaultReport report = new FaultReport(lane.program().run("report", each.run(), "--json"));
            assertThat(report.code()).as(report.toString()).isZero();
            assertThat(report.deleted()).isEqualTo(each.removed().size());
            assertThat(report.copied() + report.skipped()).isEqualTo(60);
        }
    }

    private static Map<String, String> beside(Lane lane) throws IOException {
        for (String key : List.of("mirror-not/a", "mirro", "other/b", "zzz")) {
            lane.target().put(key, Lane.bytes(key));
        }
        return lane.target().contents();
    }

    /// Something to copy and something to delete for every round.
    private static void spoil(Lane lane, int round) throws IOException {
        for (int i = 0; i < 8; i++) {
            lane.target().put("mirror/extra/%d/%d".formatted(round, i), Lane.bytes("extra"));
            lane.target().put("mirror/" + Lane.key((round * 8 + i) % 60), Lane.bytes("spoilt " + round));
        }
    }

    private static boolean killed(Lane lane, long afterMillis) throws Exception {
        Path err = dock.file();
        Process process = lane.start(err, "sync", "--delete", "--delete-limit=1000", "--quiet");
        boolean ended = process.waitFor(afterMillis, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        if (ended) {
            assertThat(process.exitValue()).as(Files.readString(err)).isZero();
        }
        return !ended;
    }

    /// What is below a prefix of another shelf.
    private record Below(Shelf whole, String prefix) implements Shelf {

        @Override
        public String location() {
            return whole.location() + prefix;
        }

        @Override
        public void put(String key, byte[] bytes) throws IOException {
            whole.put(prefix + key, bytes);
        }

        @Override
        public void remove(String key) throws IOException {
            whole.remove(prefix + key);
        }

        @Override
        public Map<String, String> contents() throws IOException {
            try (Stream<Map.Entry<String, String>> all = whole.contents().entrySet().stream()) {
                return all.filter(each -> each.getKey().startsWith(prefix)).collect(
                        Collectors.toMap(each -> each.getKey().substring(prefix.length()), Map.Entry::getValue));
            }
        }
    }
}
