package dev.crossdock.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.copy.Scrutiny;
import dev.crossdock.copy.Verdict;
import dev.crossdock.env.Env;
import dev.crossdock.env.Task;
import dev.crossdock.store.Deletion;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.memory.MemoryStore;
import dev.crossdock.testkit.sim.Simulation;
import dev.crossdock.testkit.store.Effect;
import dev.crossdock.testkit.store.Fault;
import dev.crossdock.testkit.store.FaultyStore;
import dev.crossdock.testkit.store.SampleBytes;
import dev.crossdock.testkit.store.StoreCall;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A verification in the simulator, of stores that are far away and whose objects change meanwhile.
final class VerificationSimulationTest {

    private static final int SEEDS = 60;
    private static final int KEYS = 60;

    @Test
    void whatDoesNotChangeGetsTheVerdictThatItDeserves() throws Exception {
        Set<Verdict> seen = EnumSet.noneOf(Verdict.class);
        int changed = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Scene scene = new Scene(seed);
            Survey survey = scene.survey();
            assertThat(survey.stopped()).as("seed " + seed).isEmpty();
            for (Map.Entry<String, Verdict> each : scene.expected.entrySet()) {
                assertThat(survey.verdict(each.getKey())).as("%s with seed %d", each.getKey(), seed)
                        .isEqualTo(each.getValue());
                seen.add(each.getValue());
            }
            changed += scene.changed.size();
        }
        assertThat(seen).containsExactlyInAnyOrder(Verdict.values());
        assertThat(changed).isGreaterThan(SEEDS);
    }

    @Test
    void oneSeedIsOneCourseOfEvents() throws Exception {
        Set<Long> hashes = new HashSet<>();
        for (int seed = 700; seed < 703; seed++) {
            Scene first = new Scene(seed);
            Scene second = new Scene(seed);
            assertThat(first.survey().findings()).isEqualTo(second.survey().findings());
            assertThat(first.simulation.traceHash()).isEqualTo(second.simulation.traceHash());
            hashes.add(first.simulation.traceHash());
        }
        assertThat(hashes).hasSize(3);
    }

    /// Keys of every kind, of which somebody changes some while they are verified.
    private static final class Scene {

        private final MemoryStore source = Samples.store("memory://from");
        private final MemoryStore target = Samples.store("memory://to");
        private final FaultyStore faulty = new FaultyStore(target);
        private final Map<String, Verdict> expected = new TreeMap<>();
        private final Set<String> changed = new HashSet<>();
        private final SplittableRandom random;
        private final Simulation simulation;
        private final Scrutiny scrutiny;

        Scene(int seed) throws StoreException {
            this.random = new SplittableRandom(seed);
            this.simulation = new Simulation(seed);
            this.scrutiny = seed % 2 == 0 ? Scrutiny.CHECKSUM : Scrutiny.READ;
            for (int i = 0; i < KEYS; i++) {
                prepare("key-%02d".formatted(i), SampleBytes.of(i, 1 + i * 61));
            }
            while (changed.size() < 5) {
                String key = "key-%02d".formatted(random.nextInt(KEYS));
                changed.add(key);
                expected.remove(key);
            }
        }

        private void prepare(String key, byte[] bytes) throws StoreException {
            Verdict verdict = Verdict.values()[random.nextInt(Verdict.values().length)];
            expected.put(key, verdict);
            if (verdict != Verdict.EXTRA) {
                Samples.put(source, key, bytes);
            }
            if (verdict != Verdict.MISSING) {
                Samples.put(target, key, verdict == Verdict.DIFFERS ? SampleBytes.flipped(bytes, 0) : bytes);
            }
            if (verdict == Verdict.UNREADABLE) {
                Effect denied = new Effect.FailBefore(FailureCode.ACCESS_DENIED);
                faulty.plant(Fault.every(StoreCall.STAT, denied).forKey(key));
                faulty.plant(Fault.every(StoreCall.READ, denied).forKey(key));
            }
        }

        Survey survey() throws Exception {
            return simulation.run(() -> {
                Env env = simulation.env();
                Task<Boolean> other = env.tasks().spawn("somebody else", () -> interfere(env));
                Survey survey = Survey.of(env, Survey.ALL, new DistantStore(env, source, new HashSet<>()),
                        new DistantStore(env, faulty, new HashSet<>()), Survey.demands(scrutiny));
                other.join();
                return survey;
            });
        }

        private boolean interfere(Env env) throws StoreException {
            for (int round = 0; round < 6; round++) {
                env.tasks().sleep(Duration.ofMillis(random.nextInt(200)));
                for (String key : changed) {
                    MemoryStore store = random.nextBoolean() ? source : target;
                    if (random.nextInt(3) == 0) {
                        store.delete(List.of(new Deletion(key, new Precondition.None())));
                    } else {
                        Samples.put(store, key, SampleBytes.of(random.nextInt(3), 500));
                    }
                }
            }
            return true;
        }
    }
}
