package dev.crossdock.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.env.Task;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Several at once.
public interface RaceContract extends StoreHarness {

    /// How often each race is run.
    int ROUNDS = 50;

    @Test
    default void ofWritersIntoNothingExactlyOneWins() throws StoreException {
        for (int round = 0; round < ROUNDS; round++) {
            String key = "race/absent-" + round;
            List<Boolean> won = race(key, new Precondition.Absent());
            assertThat(won).as("round %d", round).containsOnlyOnce(true);
            assertWinnersBytes(key, won);
        }
    }

    @Test
    default void ofWritersOverAVersionExactlyOneWins() throws StoreException {
        probe().put("race/version", SampleBytes.of(140, 10));
        for (int round = 0; round < ROUNDS; round++) {
            List<Boolean> won = race("race/version", probe().version("race/version"));
            assertThat(won).as("round %d", round).containsOnlyOnce(true);
            assertWinnersBytes("race/version", won);
        }
    }

    @Test
    default void ofUploadsIntoNothingExactlyOneWins() throws StoreException {
        for (int round = 0; round < ROUNDS / 5; round++) {
            String key = "race/upload-" + round;
            SampleUpload one = SampleUpload.begin(this, key, 141);
            SampleUpload two = SampleUpload.begin(this, key, 142);
            one.writeAll();
            two.writeAll();
            Task<Boolean> first = env().tasks().spawn("first",
                    () -> wins(() -> one.complete(new Precondition.Absent())));
            Task<Boolean> second = env().tasks().spawn("second",
                    () -> wins(() -> two.complete(new Precondition.Absent())));

            assertThat(List.of(first.join(), second.join())).containsOnlyOnce(true);
            assertThat(probe().get(key)).isEqualTo(first.join() ? one.bytes() : two.bytes());
        }
    }

    @Test
    default void readersDuringOverwritesSeeOneWholeObject() throws StoreException {
        int sizeBytes = 200_000;
        probe().put("race/overwritten", uniform(0, sizeBytes));
        Task<Integer> writer = env().tasks().spawn("writer", () -> {
            for (int round = 1; round <= ROUNDS; round++) {
                probe().put("race/overwritten", uniform(round, sizeBytes + round));
            }
            return ROUNDS;
        });
        int whole = 0;
        do {
            whole += readsWhole("race/overwritten", sizeBytes) ? 1 : 0;
            ObjectStat stat = probe().stat("race/overwritten");
            checkSizeDuringOverwrites(stat.sizeBytes(), sizeBytes, sizeBytes + ROUNDS);
        } while (!writer.done());
        writer.join();

        assertThat(whole + (readsWhole("race/overwritten", sizeBytes) ? 1 : 0)).isPositive();
        assertThat(probe().get("race/overwritten")).isEqualTo(uniform(ROUNDS, sizeBytes + ROUNDS));
    }

    /// What a look may show while the object is overwritten: the size of one of its versions.
    default void checkSizeDuringOverwrites(long shown, long least, long most) {
        assertThat(shown).isBetween(least, most);
    }

    @Test
    default void listingsDuringOverwritesHaveEveryKeyOnce() throws StoreException {
        List<String> keys = List.of("race/list/a", "race/list/b/c", "race/list/d");
        for (String key : keys) {
            probe().put(key, new byte[1]);
        }
        Task<Integer> writer = env().tasks().spawn("writer", () -> {
            for (int round = 0; round < ROUNDS; round++) {
                probe().put(keys.get(round % keys.size()), new byte[round]);
            }
            return ROUNDS;
        });
        do {
            assertThat(probe().keys("race/list/")).isEqualTo(keys);
        } while (!writer.done());
        writer.join();
    }

    private List<Boolean> race(String key, Precondition precondition) {
        List<Task<Boolean>> tasks = new ArrayList<>();
        for (int writer = 0; writer < 3; writer++) {
            byte[] bytes = uniform(writer, 2_000 + writer);
            tasks.add(env().tasks().spawn("writer " + writer, () -> wins(() -> probe().put(key, bytes, precondition))));
        }
        return tasks.stream().map(Task::join).toList();
    }

    private static boolean wins(StoreProbe.Attempt attempt) throws StoreException {
        try {
            attempt.run();
            return true;
        } catch (StoreException e) {
            assertThat(e.code()).isIn(FailureCode.CONFLICT, FailureCode.TARGET_RACE);
            return false;
        }
    }

    private void assertWinnersBytes(String key, List<Boolean> won) throws StoreException {
        int winner = won.indexOf(true);
        assertThat(probe().get(key)).isEqualTo(uniform(winner, 2_000 + winner));
    }

    private boolean readsWhole(String key, int sizeBytes) throws StoreException {
        byte[] got;
        try {
            got = probe().get(key);
        } catch (StoreException e) {
            assertThat(e.code()).isIn(FailureCode.SOURCE_CHANGED, FailureCode.SHORT_READ, FailureCode.LONG_READ,
                    FailureCode.GONE);
            assertThat(e.code()).as("the key is never empty").isNotEqualTo(FailureCode.GONE);
            return false;
        }
        checkSizeDuringOverwrites(got.length, sizeBytes, sizeBytes + ROUNDS);
        if (got.length == 0) {
            return false;
        }
        assertThat(got).isEqualTo(uniform(got[0], sizeBytes + got[0]));
        return true;
    }

    private static byte[] uniform(int value, int sizeBytes) {
        byte[] bytes = new byte[sizeBytes];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
