package dev.crossdock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.testkit.server.S3ProxyServer;
import dev.crossdock.testkit.server.SdkOracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 at random instants, sixty times: nobody ever sees half an object, no record is lost, nothing is proven
/// twice, and what comes out in the end is what an uninterrupted run makes.
class KillLoopTest {

    private static final int KILLS = 20;

    @TempDir
    private static Path folder;

    private static S3ProxyServer server;
    private static SdkOracle oracle;
    private static Map<String, String> expected;

    @BeforeAll
    static void fillSource() throws IOException {
        server = S3ProxyServer.start(768);
        oracle = SdkOracle.of(server);
        oracle.createBucket("source");
        oracle.createBucket("from-bucket");
        oracle.createBucket("from-directory");
        Tree.fill(folder.resolve("source"), 300, List.of(20 << 20, 9 << 20, 3 << 20));
        expected = Tree.of(folder.resolve("source"));
        for (String key : expected.keySet()) {
            oracle.put("source", key, Files.readAllBytes(folder.resolve("source").resolve(key)));
        }
    }

    @AfterAll
    static void stop() {
        oracle.close();
        server.close();
    }

    @Test
    void fromBucketToBucket() throws Exception {
        loop(new BucketPair("s3://source/", oracle, "from-bucket"), 1);
    }

    @Test
    void fromBucketToDirectory() throws Exception {
        loop(new DirectoryPair("s3://source/", folder.resolve("target")), 2);
    }

    @Test
    void fromDirectoryToBucket() throws Exception {
        loop(new BucketPair(folder.resolve("source").toString(), oracle, "from-directory"), 3);
    }

    private static void loop(Pair pair, long seed) throws Exception {
        Random random = new Random(seed);
        long whole = uninterrupted(pair);
        int kills = 0;
        for (int round = 0; kills < KILLS; round++) {
            pair.emptyTarget();
            Program program = new Program(Files.createTempDirectory(folder, "state")).at(server);
            Set<String> recorded = new HashSet<>();
            int before = kills;
            int sealed = 0;
            while (killed(program, pair, random.nextLong(whole * 11 / 10))) {
                kills++;
                if (Journals.in(program.home()).finished() > 0) {
                    // The run was complete and sealed, and the process about to end: all that it may leave is the file
                    // that it had locked at its target. Or the one before was killed between the seal and the name
                    // that tells of it: then this one gave the name and had begun a run of its own.
                    sealed = 1;
                    break;
                }
                checkInterrupted(program, pair, recorded);
            }
            checkComplete(program, pair, recorded, pair.leftOversMost(kills - before) + sealed, 1 + sealed);
            assertThat(round).as("rounds that ended before they were killed").isLessThan(10 * KILLS);
        }
    }

    /// @return how long it took, in milliseconds
    private static long uninterrupted(Pair pair) throws Exception {
        pair.emptyTarget();
        Program program = new Program(Files.createTempDirectory(folder, "state")).at(server);
        long begun = System.nanoTime();
        Program.Ended ended = program.run(pair.command());
        assertThat(ended.code()).as(ended.toString()).isZero();
        checkComplete(program, pair, Set.of(), 0, 1);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    /// Runs the program and kills it after a while, unless it has ended by then.
    private static boolean killed(Program program, Pair pair, long afterMillis) throws Exception {
        Path err = folder.resolve("err");
        Process process = program.start(err, pair.command());
        boolean ended = process.waitFor(afterMillis, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        if (ended) {
            assertThat(process.exitValue()).as(Files.readString(err)).isZero();
        }
        return !ended;
    }

    private static void checkInterrupted(Program program, Pair pair, Set<String> recorded) throws Exception {
        Map<String, String> target = pair.target();
        assertThat(expected).as("only whole objects").containsAllEntriesOf(target);
        Journals journals = Journals.in(program.home());
        assertThat(journals.delivered()).as("each is proven once").doesNotHaveDuplicates();
        assertThat(journals.delivered()).as("no record is lost").containsAll(recorded);
        assertThat(target.keySet()).as("what is recorded is there").containsAll(journals.delivered());
        assertThat(journals.runs()).as("runs").isLessThanOrEqualTo(1);
        recorded.addAll(journals.delivered());
    }

    private static void checkComplete(Program program, Pair pair, Set<String> recorded, int leftOversMost, int runsMost)
            throws Exception {
        assertThat(pair.target()).isEqualTo(expected);
        assertThat(pair.leftOvers()).as("left-overs at the target").isLessThanOrEqualTo(leftOversMost);
        Journals journals = Journals.in(program.home());
        assertThat(journals.finished()).as("finished runs").isOne();
        assertThat(journals.delivered()).doesNotHaveDuplicates().containsAll(recorded);
        assertThat(journals.runs()).as("runs").isBetween(1, runsMost);
    }
}
