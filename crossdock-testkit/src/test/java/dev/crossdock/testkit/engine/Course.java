package dev.crossdock.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.env.Env;
import dev.crossdock.ledger.FileLedger;
import dev.crossdock.plan.Rules;
import dev.crossdock.run.Books;
import dev.crossdock.run.Run;
import dev.crossdock.run.Tally;
import dev.crossdock.run.Terms;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.memory.MemoryStore;
import dev.crossdock.testkit.sim.CrashMode;
import dev.crossdock.testkit.sim.SimDisk;
import dev.crossdock.testkit.sim.Simulation;
import dev.crossdock.testkit.store.SampleBytes;
import dev.crossdock.transfer.Order;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;

/// One order, carried out by processes that are killed one after the other, until one gets to the end. All of it
/// follows from a seed.
final class Course {

    static final Path STATE = Path.of("/state");
    static final Order ORDER = Samples.order("", "");
    static final int SMALL_OBJECTS = 30;

    private static final int WORKERS = 4;
    private static final int KILLS_MOST = 3;
    private static final String STALE = "object-05";
    private static final byte[] STALE_BYTES = SampleBytes.of(-5, 500);
    private static final String LARGE = "large-";
    private static final String SAME = "object-06";

    private final long seed;
    private final SplittableRandom random;
    private final MemoryStore source = Samples.store("memory://from");
    private final MemoryStore target = Samples.store("memory://to");
    private final SortedMap<String, byte[]> original;
    private final Set<String> uploadsWithParts = new HashSet<>();
    private SimDisk disk = new SimDisk();
    private Optional<Run.Result> result = Optional.empty();
    private int crashes;
    private long hash;

    /// @param largeObjects how many objects there are that go in parts
    Course(long seed, int largeObjects) throws Exception {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        for (int i = 0; i < SMALL_OBJECTS; i++) {
            Samples.put(source, "object-%02d".formatted(i), SampleBytes.of(i, i * 97));
        }
        for (int i = 0; i < largeObjects; i++) {
            Samples.put(source, LARGE + i, Samples.twoParts());
        }
        this.original = Samples.all(source);
        Samples.put(target, STALE, STALE_BYTES);
        Samples.put(target, SAME, SampleBytes.of(6, 6 * 97));
        disk.createDirectories(STATE);
        disk.forceAll();
    }

    /// Carries the order out at once.
    ///
    /// @return after how many steps it came to the end
    long runUndisturbed() throws Exception {
        return session(Long.MAX_VALUE);
    }

    /// Kills processes, at first within `steps`, then lets one come to the end.
    void run(long steps) throws Exception {
        int kills = 1 + random.nextInt(KILLS_MOST);
        for (int i = 0; i < kills; i++) {
            session(1 + random.nextLong(steps / (i + 1)));
        }
        if (result.isEmpty()) {
            session(Long.MAX_VALUE);
        }
    }

    private long session(long killAtStep) throws Exception {
        Simulation simulation = new Simulation(random.nextLong(), disk);
        simulation.killAtStep(killAtStep);
        result = Optional.empty();
        boolean killed = simulation.runUntilKilled(() -> {
            result = Optional.of(carryOut(simulation.env()));
            return true;
        });
        hash = hash * 31 + simulation.traceHash();
        if (killed) {
            crashes++;
            disk = simulation.disk().crash(mode(), random.nextLong());
            interfere();
        } else {
            assertThat(result.orElseThrow().stopped()).as(toString()).isEmpty();
        }
        checkTarget();
        return simulation.steps();
    }

    /// Somebody else may bring an object meanwhile, of which an upload may have been begun here.
    private void interfere() throws StoreException {
        byte[] bytes = original.get(LARGE + 0);
        if (bytes != null && random.nextBoolean() && target.stat(LARGE + 0).isEmpty()) {
            Samples.put(target, LARGE + 0, bytes);
        }
    }

    private Run.Result carryOut(Env env) throws StoreException {
        FileLedger ledger = new FileLedger(env, STATE, "crossdock test");
        ObjectStore from = new DistantStore(env, source, new HashSet<>());
        ObjectStore to = new DistantStore(env, target, uploadsWithParts);
        try (Books books = Books.open(ledger, ORDER)) {
            return new Run(env, ORDER, Terms.of(WORKERS), from, to, books, new Tally())
                    .execute((before, earlier) -> Samples.plan(ORDER, Rules.COPY, from, to, before, earlier));
        }
    }

    /// At any moment each key at the target has nothing, what was there before, or what the source has.
    private void checkTarget() throws StoreException {
        for (Map.Entry<String, byte[]> each : Samples.all(target).entrySet()) {
            boolean old = each.getKey().equals(STALE) && Arrays.equals(each.getValue(), STALE_BYTES);
            if (!old) {
                assertThat(each.getValue()).as("%s in %s", each.getKey(), this).isEqualTo(original.get(each.getKey()));
            }
        }
    }

    /// Whether processes only are killed, and the machine goes on.
    boolean onlyKilled() {
        return seed % 4 == 0;
    }

    private CrashMode mode() {
        return onlyKilled() ? CrashMode.ALL : CrashMode.values()[random.nextInt(CrashMode.values().length)];
    }

    SortedMap<String, byte[]> original() {
        return original;
    }

    MemoryStore target() {
        return target;
    }

    Set<String> uploadsWithParts() {
        return uploadsWithParts;
    }

    SimDisk disk() {
        return disk;
    }

    Run.Result result() {
        return result.orElseThrow();
    }

    int crashes() {
        return crashes;
    }

    /// Of all that happened.
    long hash() {
        return hash;
    }

    @Override
    public String toString() {
        return "seed " + seed + " after " + crashes + " crashes";
    }
}
