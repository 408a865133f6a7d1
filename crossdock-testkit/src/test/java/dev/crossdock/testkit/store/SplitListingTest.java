package dev.crossdock.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.env.CancelledException;
import dev.crossdock.env.Env;
import dev.crossdock.env.Task;
import dev.crossdock.env.TaskFailedException;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.SplitListing;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.memory.MemoryStore;
import dev.crossdock.testkit.sim.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Listing in segments shows what listing page by page shows, sooner.
final class SplitListingTest {

    private static final ListOptions ALL = ListOptions.of("");

    /// What a listing gave, and what it cost.
    private record Course(List<String> keys, int requests, Duration time, int failures) {}

    @Test
    void everyKeyComesOnceAndInOrderWhateverTheNames() throws Exception {
        int splits = 0;
        for (int seed = 0; seed < 3; seed++) {
            for (Map.Entry<String, SortedSet<String>> set : KeySets.all(seed, 10_000).entrySet()) {
                MemoryStore store = store(set.getValue());
                Course plain = course(seed, store, ALL, 1);
                Course split = course(seed, store, ALL, 2 + 5 * seed);
                assertThat(split.keys()).as("%s, seed %d", set.getKey(), seed).isEqualTo(List.copyOf(set.getValue()));
                assertThat(split.requests()).as("%s, seed %d", set.getKey(), seed)
                        .isBetween(plain.requests(), plain.requests() * 3 / 2 + 8 + 10 * seed);
                splits += split.requests() > plain.requests() ? 1 : 0;
            }
        }
        assertThat(splits).as("listings that were split").isGreaterThan(30);
    }

    @Test
    void everyWindowHasExactlyItsKeys() throws Exception {
        for (Map.Entry<String, SortedSet<String>> set : KeySets.all(77, 9_000).entrySet()) {
            MemoryStore store = store(set.getValue());
            List<String> keys = List.copyOf(set.getValue());
            SplittableRandom random = new SplittableRandom(78);
            for (int i = 0; i < 6; i++) {
                String first = keys.get(random.nextInt(keys.size()));
                String prefix = i % 2 == 0 ? "" : first.substring(0, first.offsetByCodePoints(0, 1));
                ListOptions options = new ListOptions(prefix,
                        i < 4 ? Optional.of(keys.get(random.nextInt(keys.size() / 4))) : Optional.empty(),
                        i > 1
                                ? Optional.of(keys.get(keys.size() - 1 - random.nextInt(keys.size() / 4)))
                                : Optional.empty());
                assertThat(course(i, store, options, 8).keys()).as("%s, %s", set.getKey(), options)
                        .isEqualTo(course(i, store, options, 1).keys());
            }
        }
    }

    @Test
    void shortListingsCostWhatTheyCostAnyway() throws Exception {
        for (int count : new int[]{0, 1, 999, 1_000, 1_001, 1_999, 2_000, 2_001, 2_999}) {
            MemoryStore store = store(KeySets.padded("file-", count));
            Course plain = course(count, store, ALL, 1);
            Course split = course(count, store, ALL, 32);
            assertThat(split.keys()).isEqualTo(plain.keys()).hasSize(count);
            assertThat(split.requests()).as("%d keys", count).isEqualTo(plain.requests());
        }
    }

    @Test
    void aFlatPrefixIsListedManyTimesFaster() throws Exception {
        int count = 200_000;
        List<SortedSet<String>> sets = List.of(KeySets.hex(new SplittableRandom(5), "data/", count),
                KeySets.padded("data/file-", count));
        for (SortedSet<String> keys : sets) {
            MemoryStore store = store(keys);
            Course plain = course(0, store, ListOptions.of("data/"), 1);
            assertThat(plain.requests()).isEqualTo(200);
            for (int seed = 0; seed < 5; seed++) {
                Course split = course(seed, store, ListOptions.of("data/"), 32);
                assertThat(split.keys()).isEqualTo(plain.keys());
                assertThat(split.time().multipliedBy(12)).as("seed %d", seed).isLessThan(plain.time());
                assertThat(split.requests()).as("seed %d", seed).isLessThanOrEqualTo(260 + 64);
            }
        }
    }

    @Test
    void aSlowTakerBoundsWhatIsHeld() throws Exception {
        int ways = 8;
        MemoryStore store = store(KeySets.hex(new SplittableRandom(6), "", 80_000));
        for (int seed = 0; seed < 5; seed++) {
            assertThat(mostHeld(seed, store, ways, 80_000)).isBetween(10_000,
                    ways * SplitListing.HELD_KEYS_PER_WAY + PagedStore.PAGE_KEYS);
        }
    }

    @Test
    void longKeysAreHeldInSmallerNumbers() throws Exception {
        TreeSet<String> keys = new TreeSet<>();
        for (String each : KeySets.hex(new SplittableRandom(8), "", 60_000)) {
            keys.add(each + "k".repeat(1_000 - each.length()));
        }
        int ways = 16;
        int most = SplitListing.HELD_BYTES / 1_000;
        assertThat(most).isLessThan(ways * SplitListing.HELD_KEYS_PER_WAY);
        assertThat(mostHeld(1, store(keys), ways, 60_000)).isBetween(5_000, most);
    }

    /// How many keys are held at most for somebody who takes 100 keys while one page is read.
    private static int mostHeld(long seed, MemoryStore store, int ways, int count) throws Exception {
        Simulation simulation = new Simulation(seed);
        Env env = simulation.env();
        PagedStore paged = new PagedStore(env, store).watching();
        return simulation.run(() -> {
            int most = 0;
            try (Listing listing = SplitListing.of(env, paged, ALL, ways)) {
                int taken = 0;
                for (Optional<ObjectStat> each = listing.next(); each.isPresent(); each = listing.next()) {
                    if (++taken % 100 == 0) {
                        env.tasks().sleep(PagedStore.REQUEST);
                        most = Math.max(most, paged.heldBehind(each.get().key()));
                    }
                }
                assertThat(taken).isEqualTo(count);
            }
            return most;
        });
    }

    @Test
    void aFailedPageComesAgainAndNothingIsLostOrDoubled() throws Exception {
        SortedSet<String> keys = KeySets.hex(new SplittableRandom(7), "", 30_000);
        MemoryStore store = store(keys);
        int requests = course(1, store, ALL, 8).requests();
        assertThat(requests).isGreaterThan(30);
        int surfaced = 0;
        for (int failing = 1; failing <= requests; failing++) {
            Simulation simulation = new Simulation(1);
            PagedStore paged = new PagedStore(simulation.env(), store).failing(failing, failing);
            Course course = simulation.run(() -> course(simulation.env(), paged, ALL, 8));
            assertThat(course.keys()).as("request %d", failing).isEqualTo(List.copyOf(keys));
            assertThat(paged.fired()).isEqualTo(1);
            assertThat(course.failures()).isLessThanOrEqualTo(1);
            surfaced += course.failures();
        }
        // A page of which the keys came from another segment is not missed.
        assertThat(surfaced).isGreaterThan(requests * 3 / 4);
    }

    @Test
    void manyFailuresOneAfterTheOtherEndToo() throws Exception {
        SortedSet<String> keys = KeySets.padded("", 30_000);
        MemoryStore store = store(keys);
        for (int seed = 0; seed < 20; seed++) {
            Simulation simulation = new Simulation(seed);
            PagedStore paged = new PagedStore(simulation.env(), store).failing(4 + seed, 30 + seed);
            Course course = simulation.run(() -> course(simulation.env(), paged, ALL, 16));
            assertThat(course.keys()).as("seed %d", seed).isEqualTo(List.copyOf(keys));
            assertThat(paged.fired()).isEqualTo(27);
        }
    }

    @Test
    void aPlaceThatCannotBeListedIsPassedOverIfTheListingCan() throws Exception {
        MemoryStore store = store(KeySets.padded("", 30_000));
        for (int failing = 2; failing < 12; failing += 3) {
            assertThat(skipping(store, failing, true)).isBetween(29_000, 29_999);
            assertThat(skipping(store, failing, false)).isEqualTo(30_000);
        }
    }

    /// Skips whatever fails, and tells how many keys came.
    private static int skipping(MemoryStore store, int failing, boolean skippable) throws Exception {
        Simulation simulation = new Simulation(failing);
        PagedStore paged = new PagedStore(simulation.env(), store).failing(failing, failing);
        return simulation.run(() -> {
            int keys = 0;
            try (Listing listing = SplitListing.of(simulation.env(), skippable ? paged.skippable() : paged, ALL, 8)) {
                boolean more = true;
                while (more) {
                    try {
                        more = listing.next().isPresent();
                        keys += more ? 1 : 0;
                        assertThat(listing.skip()).isFalse();
                    } catch (StoreException e) {
                        assertThat(listing.skip()).isEqualTo(skippable);
                        assertThat(listing.skip()).isFalse();
                    }
                }
            }
            assertThat(paged.fired()).isEqualTo(1);
            return keys;
        });
    }

    @Test
    void keysOutOfOrderAreAFailure() throws Exception {
        List<String> keys = List.copyOf(KeySets.padded("", 20_000));
        MemoryStore store = store(keys);
        for (int nth = 3_002; nth < 20_000; nth += 1_111) {
            FaultyStore faulty = new FaultyStore(store);
            Fault fault = faulty.plant(Fault.nth(StoreCall.LIST, nth, new Effect.Swap()));
            Simulation simulation = new Simulation(nth);
            Course course = simulation.run(() -> course(simulation.env(), faulty, ALL, 8));
            assertThat(fault.fired()).isEqualTo(1);
            assertThat(course.failures()).as("call %d", nth).isEqualTo(1);
            assertThat(course.keys()).as("call %d", nth).isEqualTo(keys);
        }
    }

    @Test
    void nothingGoesOnAfterClosing() throws Exception {
        MemoryStore store = store(KeySets.hex(new SplittableRandom(8), "", 20_000));
        for (int seed = 0; seed < 30; seed++) {
            Simulation simulation = new Simulation(seed);
            Env env = simulation.env();
            PagedStore paged = new PagedStore(env, store);
            int taken = 600 * seed;
            simulation.run(() -> {
                Listing listing = SplitListing.of(env, paged, ALL, 8);
                for (int i = 0; i < taken; i++) {
                    assertThat(listing.next()).isPresent();
                }
                listing.close();
                assertThat(paged.underWay()).isZero();
                int requests = paged.requests();
                listing.close();
                assertThat(listing.next()).isEmpty();
                assertThat(listing.skip()).isFalse();
                env.tasks().sleep(Duration.ofHours(1));
                assertThat(paged.requests()).isEqualTo(requests);
                return true;
            });
        }
    }

    @Test
    void aCancelledTakerEndsAtOnceAndLeavesNothing() throws Exception {
        MemoryStore store = store(KeySets.hex(new SplittableRandom(9), "", 40_000));
        for (int seed = 0; seed < 30; seed++) {
            Simulation simulation = new Simulation(seed);
            Env env = simulation.env();
            PagedStore paged = new PagedStore(env, store);
            Duration wait = Duration.ofMillis(20 + 13L * seed);
            simulation.run(() -> {
                Task<Course> taker = env.tasks().spawn("taker", () -> course(env, paged, ALL, 8));
                env.tasks().sleep(wait);
                taker.cancel();
                long from = env.clock().nanos();
                assertThatThrownBy(taker::join).isInstanceOf(TaskFailedException.class)
                        .hasCauseInstanceOf(CancelledException.class);
                assertThat(env.clock().nanos()).isEqualTo(from);
                assertThat(paged.underWay()).isZero();
                return true;
            });
        }
    }

    @Test
    void threadsListTheSame() throws Exception {
        Env env = Env.production();
        for (Map.Entry<String, SortedSet<String>> set : KeySets.all(10, 30_000).entrySet()) {
            assertThat(course(env, store(set.getValue()), ALL, 6).keys()).as(set.getKey())
                    .isEqualTo(List.copyOf(set.getValue()));
        }
    }

    @Test
    void oneWayIsThePlainListing() {
        MemoryStore store = store(KeySets.padded("", 1));
        ListOptions versions = new ListOptions("", Optional.empty(), Optional.empty(), ListOptions.Depth.ALL_VERSIONS);
        assertThat(SplitListing.of(Env.production(), store, ALL, 1)).isNotInstanceOf(SplitListing.class);
        assertThat(SplitListing.of(Env.production(), store, versions, 8)).isNotInstanceOf(SplitListing.class);
        assertThatIllegalArgumentException().isThrownBy(() -> SplitListing.of(Env.production(), store, ALL, 0));
    }

    private static MemoryStore store(Collection<String> keys) {
        MemoryStore store = new MemoryStore("memory://listed", Env.production().clock());
        StoreProbe probe = new StoreProbe(store);
        try {
            for (String each : keys) {
                probe.put(each, new byte[0]);
            }
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
        return store;
    }

    private static Course course(long seed, MemoryStore store, ListOptions options, int ways) throws Exception {
        Simulation simulation = new Simulation(seed);
        PagedStore paged = new PagedStore(simulation.env(), store);
        Course course = simulation.run(() -> course(simulation.env(), paged, options, ways));
        return new Course(course.keys(), paged.requests(), course.time(), course.failures());
    }

    private static Course course(Env env, ObjectStore store, ListOptions options, int ways) {
        List<String> keys = new ArrayList<>();
        int failures = 0;
        long from = env.clock().nanos();
        try (Listing listing = SplitListing.of(env, store, options, ways)) {
            boolean more = true;
            while (more) {
                try {
                    Optional<ObjectStat> next = listing.next();
                    next.ifPresent(each -> keys.add(each.key()));
                    more = next.isPresent();
                } catch (StoreException e) {
                    failures++;
                }
            }
        }
        return new Course(keys, 0, Duration.ofNanos(env.clock().nanos() - from), failures);
    }
}
