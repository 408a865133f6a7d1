package dev.crossdock.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.env.Env;
import dev.crossdock.env.Task;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Upload;
import dev.crossdock.store.UploadedPart;
import dev.crossdock.store.local.LocalStore;
import dev.crossdock.testkit.sim.CrashMode;
import dev.crossdock.testkit.sim.SimDisk;
import dev.crossdock.testkit.sim.Simulation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Crashes of the machine and of the process while objects are written to a directory: each is there whole or not at
/// all, and always after it was settled.
final class LocalStoreCrashTest {

    private static final Path ABOVE = Path.of("/data");
    private static final Path ROOT = ABOVE.resolve("tree");
    private static final Path TEMPORARIES = ROOT.resolve(".crossdock-tmp");
    private static final int WRITERS = 3;
    private static final int EACH = 3;
    private static final int SEEDS = 60;
    private static final int CRASHES = 4;

    /// What a process wrote.
    private static final class Told {

        /// All versions of the bytes that an object may have, the latest last.
        final Map<String, List<byte[]>> given = new ConcurrentHashMap<>();
        /// How many of them were there when a settle that returned began.
        final Map<String, Integer> settled = new ConcurrentHashMap<>();
        /// How many of them were written.
        final Map<String, Integer> written = new ConcurrentHashMap<>();

        byte[] next(String key, long seed) {
            List<byte[]> all = given.computeIfAbsent(key, _ -> new ArrayList<>());
            byte[] bytes = SampleBytes.of(seed + all.size(), 700);
            all.add(bytes);
            return bytes;
        }
    }

    private static SimDisk disk() throws Exception {
        SimDisk disk = new SimDisk();
        disk.createDirectories(ABOVE);
        disk.forceAll();
        return disk;
    }

    private static boolean session(Env env, long seed, Told told) throws StoreException {
        LocalStore store = new LocalStore(env, ROOT);
        store.createRoot();
        List<Task<Boolean>> tasks = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
            int writer = w;
            tasks.add(env.tasks().spawn("writer " + w, () -> write(store, writer, seed, told)));
        }
        for (Task<Boolean> each : tasks) {
            each.join();
        }
        store.close();
        return true;
    }

    private static boolean write(LocalStore store, int writer, long seed, Told told) throws StoreException {
        for (int i = 0; i < EACH; i++) {
            String key = "d" + (writer + i) % 2 + "/sub/" + writer + '-' + i % 2;
            if (i == 1) {
                upload(store, key, told.next(key, seed));
            } else {
                new StoreProbe(store).put(key, told.next(key, seed), i == 0
                        ? new Precondition.Absent()
                        : new StoreProbe(store).version(key));
            }
            told.written.merge(key, 1, Integer::sum);
            Map<String, Integer> before = Map.copyOf(told.written);
            if (i != 1) {
                store.settle();
                before.forEach((each, count) -> told.settled.merge(each, count, Math::max));
            }
        }
        return true;
    }

    private static void upload(LocalStore store, String key, byte[] bytes) throws StoreException {
        StoreProbe probe = new StoreProbe(store);
        Upload upload = store.upload(key, probe.options(new Precondition.Absent()), bytes.length);
        List<UploadedPart> parts = List.of(
                probe.part(upload, 1, 0, Arrays.copyOf(bytes, 300)),
                probe.part(upload, 2, 300, Arrays.copyOfRange(bytes, 300, bytes.length)));
        upload.complete(parts, new Precondition.Absent(), Optional.empty());
    }

    /// @return how many objects are there
    private static int check(SimDisk disk, Told told) throws Exception {
        Simulation next = new Simulation(1, disk);
        return next.run(() -> {
            LocalStore store = new LocalStore(next.env(), ROOT);
            store.createRoot();
            StoreProbe probe = new StoreProbe(store);
            Map<String, byte[]> found = new TreeMap<>();
            for (String key : probe.keys("")) {
                found.put(key, probe.get(key));
            }
            assertThat(told.given.keySet()).containsAll(found.keySet());
            for (Map.Entry<String, List<byte[]>> each : told.given.entrySet()) {
                byte[] bytes = found.get(each.getKey());
                int settled = told.settled.getOrDefault(each.getKey(), 0);
                int version = bytes == null ? 0 : version(each.getValue(), bytes);
                assertThat(version).as(each.getKey()).isGreaterThanOrEqualTo(settled);
            }
            // The next process can write everywhere, and leaves nothing of what the dead one was writing.
            for (String key : told.given.keySet()) {
                probe.put(key, new byte[]{1});
            }
            assertThat(found.keySet()).allSatisfy(key -> assertThat(probe.get(key)).containsExactly(1));
            store.close();
            if (disk.stat(TEMPORARIES).isPresent()) {
                assertThat(disk.list(TEMPORARIES)).noneMatch(each -> each.toString().matches(".*[.](write|lock)"));
            }
            return found.size();
        });
    }

    /// Which of the bytes that were given these are, from 1.
    private static int version(List<byte[]> given, byte[] bytes) {
        for (int i = 0; i < given.size(); i++) {
            if (Arrays.equals(given.get(i), bytes)) {
                return i + 1;
            }
        }
        throw new AssertionError("half an object, or another");
    }

    @ParameterizedTest
    @EnumSource(CrashMode.class)
    void whateverACrashKeepsObjectsAreWholeAndSettledOnesAreThere(CrashMode mode) throws Exception {
        long steps = stepsOfASession();
        int found = 0;
        int settled = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Told told = new Told();
            Simulation simulation = new Simulation(seed, disk());
            simulation.killAtStep(1 + seed * steps / SEEDS);
            long each = seed;
            simulation.runUntilKilled(() -> session(simulation.env(), each, told));
            settled += told.settled.size();
            for (int crash = 0; crash < CRASHES; crash++) {
                found += check(simulation.disk().crash(mode, seed * CRASHES + crash), told);
            }
        }
        assertThat(settled).as("objects that were settled before a crash").isPositive();
        assertThat(found).as("objects found after crashes").isGreaterThanOrEqualTo(settled);
    }

    @Test
    void nothingIsLeftOfASessionThatEnded() throws Exception {
        Told told = new Told();
        Simulation simulation = new Simulation(7, disk());
        simulation.run(() -> session(simulation.env(), 7, told));

        assertThat(simulation.disk().stat(TEMPORARIES)).isEmpty();
        assertThat(told.written).isNotEmpty();
    }

    private static long stepsOfASession() throws Exception {
        Simulation simulation = new Simulation(1, disk());
        simulation.run(() -> session(simulation.env(), 1, new Told()));
        return simulation.steps();
    }
}
