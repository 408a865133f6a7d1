package dev.crossdock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.testkit.proxy.Fault;
import dev.crossdock.testkit.proxy.Rule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A target is kept like its source, what would be done can be seen before, and nothing is deleted that might be meant
/// to stay.
class SyncTest {

    private static final Pattern PLANNED = Pattern
            .compile("\"action\":\"(copy|delete)\",\"size\":\\d+,\"key\":\"([^\"]*)\"");

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
    void leavesExtrasUnlessToldToDelete(FaultPath path) throws Exception {
        Lane lane = synced(path, 20);
        lane.source().put(Lane.key(0), Lane.bytes("changed"));
        lane.source().remove(Lane.key(1));
        lane.source().put("new", Lane.bytes("new"));
        lane.target().put("foreign", Lane.bytes("foreign"));

        FaultReport kept = lane.good("sync");

        assertThat(kept.copied()).isEqualTo(2);
        assertThat(kept.deleted()).isZero();
        assertThat(lane.target().contents()).containsAllEntriesOf(lane.source().contents())
                .containsKeys(Lane.key(1), "foreign").hasSize(22);

        FaultReport deleted = lane.good("sync", "--delete");

        assertThat(deleted.copied()).isZero();
        assertThat(deleted.deleted()).isEqualTo(2);
        assertThat(lane.target().contents()).isEqualTo(lane.source().contents());
    }

    @ParameterizedTest
    @EnumSource(FaultPath.class)
    void doesExactlyWhatThePlanShows(FaultPath path) throws Exception {
        Random random = new Random(path.ordinal());
        Lane lane = synced(path, 24);
        for (int round = 0; round < 2; round++) {
            change(lane, random, round);
            dock.source().clear();
            dock.target().clear();
            Map<String, String> before = lane.target().contents();
            Map<String, String> state = Tree.of(lane.program().home());

            Program.Ended planned = lane.command("plan", "--delete", "--json");

            assertThat(planned.code()).as(planned.toString()).isZero();
            assertThat(lane.target().contents()).isEqualTo(before);
            assertThat(dock.source().count(Watch.aChange()) + dock.target().count(Watch.aChange())).isZero();
            assertThat(Tree.of(lane.program().home())).as("state").isEqualTo(state);
            FaultReport report = lane.good("sync", "--delete");
            Chronicle done = Chronicle.latest(lane.program().home());
            Set<String> expected = PLANNED.matcher(planned.out()).results()
                    .map(each -> each.group(1) + ' ' + each.group(2)).collect(Collectors.toCollection(TreeSet::new));
            assertThat(done.actions()).isEqualTo(expected).hasSize((int) (report.copied() + report.deleted()));
            assertThat(expected).as("something was to be done").isNotEmpty();
            assertThat(lane.target().contents()).isEqualTo(lane.source().contents());
        }
    }

    @ParameterizedTest
    @EnumSource(FaultPath.class)
    void refusesToDeleteManyUntilTheyAreMeant(FaultPath path) throws Exception {
        Lane lane = synced(path, 24);
        for (int i = 0; i < 12; i++) {
            lane.source().remove(Lane.key(i));
        }
        Map<String, String> before = lane.target().contents();

        requireRefused(lane.run("sync", "--delete"), "DELETE_LIMIT");
        requireRefused(lane.run("sync", "--delete", "--delete-limit=11"), "DELETE_LIMIT");
        assertThat(lane.target().contents()).isEqualTo(before);
        assertThat(lane.journals().finished()).isOne();
        FaultReport deleted = lane.good("sync", "--delete", "--delete-limit=12");

        assertThat(deleted.deleted()).isEqualTo(12);
        assertThat(lane.journals().runs()).as("the refused run went on").isEqualTo(2);
        assertThat(lane.journals().finished()).isEqualTo(2);
        assertThat(lane.target().contents()).isEqualTo(lane.source().contents());
    }

    @ParameterizedTest
    @EnumSource(FaultPath.class)
    void takesAnEmptySourceForAMistake(FaultPath path) throws Exception {
        Lane lane = dock.lane(path);
        lane.target().put("kept/a", Lane.bytes("a"));

        requireRefused(lane.run("sync", "--delete"), "EMPTY_SOURCE");
        assertThat(lane.target().contents()).hasSize(1);
        FaultReport meant = lane.good("sync", "--delete", "--delete-limit=1");

        assertThat(meant.deleted()).isOne();
        assertThat(lane.target().contents()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(FaultPath.class)
    void deletesNothingWhereAnythingFailed(FaultPath path) throws Exception {
        Lane lane = synced(path, 20);
        lane.source().remove(Lane.key(3));
        lane.source().put(Lane.key(4), Lane.bytes("denied"));
        Watch hindered = path.fromBucket() ? dock.source() : dock.target();
        Rule denied = hindered.add(Watch.about(Lane.key(4)), Fault.refuse(403, "AccessDenied"));

        FaultReport unsure = lane.run("sync", "--delete");

        requireRefused(unsure, "DELETE_UNSURE");
        assertThat(denied.fired()).isPositive();
        assertThat(unsure.failed()).isOne();
        assertThat(lane.target().contents()).containsKey(Lane.key(3));
        hindered.clear();
        FaultReport sure = lane.good("sync", "--delete");
        assertThat(sure.copied()).isOne();
        assertThat(sure.deleted()).isOne();
        assertThat(lane.journals().runs()).isEqualTo(2);
        assertThat(lane.target().contents()).isEqualTo(lane.source().contents());
    }

    @Test
    void touchesNothingOutsideItsPrefixAndWhatFiltersLeaveOut() throws Exception {
        Lane lane = dock.lane(FaultPath.LOCAL_TO_S3).fill(6);
        lane.target().put("mirror/old", Lane.bytes("old"));
        lane.target().put("mirror/old.log", Lane.bytes("log"));
        lane.target().put("mirror-not", Lane.bytes("beside"));
        lane.target().put("other/old", Lane.bytes("other"));

        Program.Ended ended = lane.program().run("sync", lane.source().location(), lane.target().location() + "mirror/",
                "--delete", "--exclude=*.log", "--json");

        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(new FaultReport(ended).deleted()).isOne();
        assertThat(lane.target().contents()).hasSize(9).containsKeys("mirror/old.log", "mirror-not", "other/old")
                .doesNotContainKey("mirror/old");
    }

    @Test
    void saysWhatALimitIsWithoutDelete() throws Exception {
        Program.Ended ended = dock.lane(FaultPath.S3_TO_S3).command("sync", "--delete-limit=3");

        assertThat(ended.code()).as(ended.toString()).isEqualTo(2);
        assertThat(ended.err()).contains("CFG_USAGE").contains("--delete");
    }

    /// The text of every command's help is what its author wrote, and nothing else is said.
    @Test
    void everyCommandExplainsItself() throws Exception {
        for (String verb : List.of("copy", "sync", "plan", "verify", "resume", "retry", "report", "runs", "ls",
                "doctor")) {
            Program.Ended ended = dock.program().run(verb, "--help");

            assertThat(ended.code()).as(ended.toString()).isZero();
            assertThat(ended.out()).contains("crossdock " + verb);
            assertThat(ended.err()).as(verb).isEmpty();
        }
    }

    private static Lane synced(FaultPath path, int objects) throws Exception {
        Lane lane = dock.lane(path).fill(objects);
        assertThat(lane.good("sync").copied()).isEqualTo(objects);
        assertThat(lane.target().contents()).isEqualTo(lane.source().contents());
        return lane;
    }

    private static void requireRefused(FaultReport report, String code) {
        assertThat(report.code()).as(report.toString()).isEqualTo(3);
        assertThat(report.ended().err()).contains(code).contains("--delete-limit");
        assertThat(report.deleted()).isZero();
        assertThat(report.json()).contains("\"state\":\"incomplete\"");
    }

    /// Some of everything: changed, new and removed at the source, changed and foreign at the target.
    private static void change(Lane lane, Random random, int round) throws IOException {
        List<String> keys = List.copyOf(lane.source().contents().keySet());
        for (int i = 0; i < 6; i++) {
            String key = keys.get(random.nextInt(keys.size()));
            switch (random.nextInt(3)) {
                case 0 -> lane.source().put(key, Lane.bytes("round " + round + ' ' + random.nextLong()));
                case 1 -> lane.target().put(key, Lane.bytes("spoilt " + round + ' ' + random.nextLong()));
                default -> lane.target().remove(present(lane, key));
            }
        }
        lane.source().remove(keys.get(random.nextInt(keys.size())));
        lane.source().put("new/" + round, Lane.bytes("new"));
        lane.target().put("foreign/" + round, Lane.bytes("foreign"));
    }

    private static String present(Lane lane, String key) throws IOException {
        Set<String> there = lane.target().contents().keySet();
        return there.contains(key) ? key : there.iterator().next();
    }
}
