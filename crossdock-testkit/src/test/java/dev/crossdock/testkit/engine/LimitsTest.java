package dev.crossdock.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.env.Env;
import dev.crossdock.env.OpenMode;
import dev.crossdock.env.Task;
import dev.crossdock.run.LimitsFile;
import dev.crossdock.store.Caps;
import dev.crossdock.store.GovernedStore;
import dev.crossdock.store.Governor;
import dev.crossdock.store.Limits;
import dev.crossdock.store.ObjectReader;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.memory.MemoryStore;
import dev.crossdock.testkit.sim.Simulation;
import dev.crossdock.testkit.store.SampleBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Caps hold, for many small requests and for single large bodies, and can be changed while they are waited for.
class LimitsTest {

    private static final int MIB = 1 << 20;
    private static final Path FILE = Path.of("/state/limits");

    private final Simulation simulation = new Simulation(11);
    private final Env env = simulation.env();
    private final Limits limits = new Limits(env);
    private final MemoryStore truth = Samples.store("memory://service");
    private final ObjectStore store = new GovernedStore(truth, new Governor(env), limits);

    @Test
    void requestsComeNoFasterThanTheirCap() throws Exception {
        limits.change(requests(100));
        double seconds = simulation.run(() -> secondsOf(() -> atOnce(20, 50, () -> store.stat("key"))));
        assertThat(seconds).isBetween(9.89, 10.0);
    }

    @Test
    void bytesWrittenFromMemoryComeNoFasterThanTheirCap() throws Exception {
        limits.change(bytes(MIB));
        double seconds = simulation.run(() -> secondsOf(
                () -> atOnce(4, 5, () -> Samples.put(store, "key", SampleBytes.of(1, MIB)))));
        assertThat(seconds).isBetween(19.89, 20.0);
    }

    @Test
    void oneLargeReadComesNoFasterThanTheCapAndEvenly() throws Exception {
        Samples.put(truth, "large", SampleBytes.of(1, 20 * MIB));
        limits.change(bytes(MIB));
        simulation.run(() -> {
            long begin = env.clock().nanos();
            long got = 0;
            ByteBuffer buffer = ByteBuffer.allocateDirect(8 * MIB);
            try (ObjectReader reader = store.read("large", ReadOptions.ALL)) {
                for (int count = reader.read(buffer.clear()); count >= 0; count = reader.read(buffer.clear())) {
                    got += count;
                    double seconds = (env.clock().nanos() - begin) / 1e9;
                    assertThat(got / (double) MIB).isBetween(seconds, seconds + 0.11);
                }
            }
            assertThat(got).isEqualTo(20L * MIB);
            return true;
        });
    }

    @Test
    void aChangedCapHoldsForWhatWaitsAlready() throws Exception {
        limits.change(bytes(MIB / 1000));
        double seconds = simulation.run(() -> secondsOf(() -> {
            Task<Boolean> writing = env.tasks().spawn("writing", () -> {
                atOnce(4, 5, () -> Samples.put(store, "key", SampleBytes.of(1, MIB)));
                return true;
            });
            env.tasks().sleep(Duration.ofSeconds(5));
            limits.change(bytes(4 * MIB));
            env.tasks().sleep(Duration.ofSeconds(2));
            limits.change(Caps.NONE);
            writing.join();
        }));
        // Up to the end of the last look at the former cap.
        assertThat(seconds).isBetween(7.0, 8.0);
    }

    @Test
    void whoIsCancelledHasTakenNothing() throws Exception {
        limits.change(bytes(MIB));
        double seconds = simulation.run(() -> secondsOf(() -> {
            Task<Boolean> huge = env.tasks().spawn("huge", () -> {
                Samples.put(store, "huge", new byte[500 * MIB / 8]);
                return true;
            });
            env.tasks().sleep(Duration.ofSeconds(1));
            huge.cancel();
            atOnce(1, 5, () -> Samples.put(store, "key", SampleBytes.of(1, MIB)));
            assertThat(huge.done()).isTrue();
        }));
        assertThat(truth.stat("huge")).isEmpty();
        assertThat(seconds).isBetween(4.89, 6.0);
    }

    @Test
    void anotherProcessChangesTheCapsThroughAFile() throws Exception {
        simulation.disk().createDirectories(Path.of("/state"));
        List<String> complaints = new ArrayList<>();
        LimitsFile file = new LimitsFile(env, FILE);
        simulation.run(() -> {
            Task<Boolean> watch = env.tasks().spawn("limits", () -> {
                file.watch(limits, complaints::add);
                return true;
            });
            assertThat(secondsOf(() -> atOnce(1, 100, () -> store.stat("key")))).isZero();
            file.write(requests(10));
            env.tasks().sleep(Duration.ofSeconds(2));
            assertThat(secondsOf(() -> atOnce(1, 100, () -> store.stat("key")))).isBetween(9.8, 10.0);
            replace("requests-per-second=many\n");
            env.tasks().sleep(Duration.ofSeconds(5));
            assertThat(complaints).hasSize(1);
            assertThat(complaints.getFirst()).contains("/state/limits", "requests-per-second=many");
            assertThat(secondsOf(() -> atOnce(1, 100, () -> store.stat("key")))).isBetween(9.8, 10.0);
            replace("requests-per-second=\n\nbytes-per-second = 5 \n");
            env.tasks().sleep(Duration.ofSeconds(2));
            assertThat(secondsOf(() -> atOnce(1, 100, () -> store.stat("key")))).isZero();
            replace("requests-per-second=0\n");
            env.tasks().sleep(Duration.ofSeconds(2));
            assertThat(complaints).hasSize(2);
            env.disk().delete(FILE);
            watch.cancel();
            assertThat(watch.join()).isTrue();
            return true;
        });
    }

    private void replace(String text) throws Exception {
        env.disk().delete(FILE);
        try (var opened = env.disk().open(FILE, OpenMode.CREATE)) {
            opened.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
        }
    }

    private static Caps bytes(long perSecond) {
        return new Caps(OptionalLong.of(perSecond), OptionalLong.empty());
    }

    private static Caps requests(long perSecond) {
        return new Caps(OptionalLong.empty(), OptionalLong.of(perSecond));
    }

    /// Something that is done to a store.
    private interface Action {
        void run() throws StoreException;
    }

    private double secondsOf(Action action) throws StoreException {
        long begin = env.clock().nanos();
        action.run();
        return (env.clock().nanos() - begin) / 1e9;
    }

    private void atOnce(int tasks, int times, Action action) {
        List<Task<Boolean>> started = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            started.add(env.tasks().spawn("task " + i, () -> {
                for (int j = 0; j < times; j++) {
                    action.run();
                }
                return true;
            }));
        }
        started.forEach(Task::join);
    }
}
