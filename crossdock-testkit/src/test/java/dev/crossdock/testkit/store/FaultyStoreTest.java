package dev.crossdock.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.env.Env;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.Written;
import dev.crossdock.store.memory.MemoryStore;
import org.junit.jupiter.api.Test;

/// Each fault does what it says, where it says, and counts it.
class FaultyStoreTest {

    private final MemoryStore truth = new MemoryStore("memory://truth", Env.production().clock());
    private final FaultyStore store = new FaultyStore(truth);
    private final StoreProbe faulty = new StoreProbe(store);
    private final StoreProbe real = new StoreProbe(truth);
    private final byte[] bytes = SampleBytes.of(1, 10_000);

    @Test
    void failsTheNthCallBeforeItsEffect() throws StoreException {
        Fault fault = store.plant(Fault.nth(StoreCall.WRITE, 2, new Effect.FailBefore(FailureCode.THROTTLED)));
        faulty.put("a", bytes);

        assertThat(StoreProbe.failure(() -> faulty.put("b", bytes)).code()).isEqualTo(FailureCode.THROTTLED);
        faulty.put("c", bytes);
        assertThat(real.keys("")).containsExactly("a", "c");
        assertThat(fault.fired()).isEqualTo(1);
    }

    @Test
    void losesTheReply() throws StoreException {
        Fault fault = store.plant(Fault.nth(StoreCall.WRITE, 1, new Effect.FailAfter(FailureCode.CONNECTION_LOST)));

        assertThat(StoreProbe.failure(() -> faulty.put("a", bytes)).code()).isEqualTo(FailureCode.CONNECTION_LOST);
        assertThat(real.get("a")).isEqualTo(bytes);
        assertThat(fault.fired()).isEqualTo(1);
    }

    @Test
    void strikesOneKeyOnly() throws StoreException {
        Fault fault = store.plant(Fault.every(StoreCall.STAT, new Effect.Blind()).forKey("b"));
        faulty.put("a", bytes);
        faulty.put("b", bytes);

        assertThat(store.stat("a")).isPresent();
        assertThat(store.stat("b")).isEmpty();
        assertThat(fault.fired()).isEqualTo(1);
    }

    @Test
    void spoilsReads() throws StoreException {
        faulty.put("a", bytes);
        Fault cut = store.plant(Fault.nth(StoreCall.READ, 1, new Effect.Cut(5_000)));
        Fault extend = store.plant(Fault.nth(StoreCall.READ, 2, new Effect.Extend(3)));
        Fault flip = store.plant(Fault.nth(StoreCall.READ, 3, new Effect.Flip(9_999)));
        Fault broken = store.plant(Fault.nth(StoreCall.READ, 4, new Effect.Break(10_000, FailureCode.CONNECTION_LOST)));

        assertThat(faulty.get("a")).hasSize(5_000);
        assertThat(faulty.get("a")).hasSize(10_003);
        assertThat(faulty.get("a")).isEqualTo(SampleBytes.flipped(bytes, 9_999));
        assertThat(StoreProbe.failure(() -> faulty.get("a")).code()).isEqualTo(FailureCode.CONNECTION_LOST);
        assertThat(faulty.get("a", ReadOptions.ALL)).isEqualTo(bytes);
        assertThat(cut.fired() * extend.fired() * flip.fired() * broken.fired()).isPositive();
    }

    @Test
    void spoilsWritesAndSaysTheyAreFine() throws StoreException {
        Fault cut = store.plant(Fault.nth(StoreCall.WRITE, 1, new Effect.Cut(100)));
        Fault flip = store.plant(Fault.nth(StoreCall.WRITE, 2, new Effect.Flip(0)));
        Fault pretend = store.plant(Fault.nth(StoreCall.WRITE, 3, new Effect.Pretend()));
        faulty.put("cut", bytes);
        faulty.put("flip", bytes);
        faulty.put("pretend", bytes);

        assertThat(real.stat("cut").sizeBytes()).isEqualTo(100);
        assertThat(real.get("flip")).isEqualTo(SampleBytes.flipped(bytes, 0));
        assertThat(real.keys("")).containsExactly("cut", "flip");
        assertThat(cut.fired() + flip.fired() + pretend.fired()).isEqualTo(3);
    }

    @Test
    void spoilsReplies() throws StoreException {
        Fault hidden = store.plant(Fault.nth(StoreCall.WRITE, 1, new Effect.HideChecksums()));
        Fault wrong = store.plant(Fault.nth(StoreCall.WRITE, 2, new Effect.WrongChecksums()));
        Fault version = store.plant(Fault.nth(StoreCall.WRITE, 3, new Effect.HideVersion()));

        assertThat(faulty.put("a", bytes).checksums()).isEmpty();
        Written reply = faulty.put("a", bytes);
        assertThat(reply.checksums()).hasSize(1).doesNotContain(SampleBytes.checksum(faulty.algorithm(), bytes));
        assertThat(faulty.put("a", bytes).version()).isEmpty();
        assertThat(real.get("a")).isEqualTo(bytes);
        assertThat(hidden.fired() + wrong.fired() + version.fired()).isEqualTo(3);
    }

    @Test
    void showsStaleFacts() throws StoreException {
        faulty.put("a", bytes);
        String before = faulty.stat("a").version();
        faulty.put("a", bytes);
        Fault fault = store.plant(Fault.nth(StoreCall.STAT, 1, new Effect.Stale()));

        assertThat(faulty.stat("a").version()).isEqualTo(before);
        assertThat(faulty.stat("a").version()).isEqualTo(real.stat("a").version()).isNotEqualTo(before);
        assertThat(fault.fired()).isEqualTo(1);
    }

    @Test
    void liesInListings() throws StoreException {
        for (String key : new String[]{"a", "b", "c", "d"}) {
            faulty.put(key, new byte[0]);
        }
        Fault omit = store.plant(Fault.nth(StoreCall.LIST, 2, new Effect.Omit()));
        assertThat(faulty.keys("")).containsExactly("a", "c", "d");
        Fault twice = store.plant(Fault.nth(StoreCall.LIST, 2, new Effect.Duplicate()));
        assertThat(faulty.keys("")).containsExactly("a", "b", "b", "c", "d");
        Fault swap = store.plant(Fault.nth(StoreCall.LIST, 2, new Effect.Swap()));
        assertThat(faulty.keys("")).containsExactly("a", "c", "b", "d");
        Fault end = store.plant(Fault.nth(StoreCall.LIST, 3, new Effect.Blind()));
        assertThat(faulty.keys("")).containsExactly("a", "b");
        assertThat(omit.fired() + twice.fired() + swap.fired() + end.fired()).isEqualTo(4);
    }

    @Test
    void failsWithinAListingThatCanGoOn() throws StoreException {
        faulty.put("a", new byte[0]);
        faulty.put("b", new byte[0]);
        Fault fault = store.plant(Fault.nth(StoreCall.LIST, 2, new Effect.FailBefore(FailureCode.SERVER_ERROR)));

        try (Listing listing = store.list(ListOptions.of(""))) {
            assertThat(listing.next().orElseThrow().key()).isEqualTo("a");
            assertThat(StoreProbe.failure(listing::next).code()).isEqualTo(FailureCode.SERVER_ERROR);
            assertThat(listing.next().orElseThrow().key()).isEqualTo("b");
            assertThat(listing.next()).isEmpty();
        }
        assertThat(fault.fired()).isEqualTo(1);
    }

    @Test
    void losesTheReplyOfACompletion() throws StoreException {
        SampleUpload sample = SampleUpload.begin(new Harness(store), "big", 2);
        sample.writeAll();
        Fault fault = store.plant(Fault.nth(StoreCall.COMPLETE, 1, new Effect.FailAfter(FailureCode.CONNECTION_LOST)));

        assertThat(StoreProbe.failure(() -> sample.complete(new Precondition.Absent())).code())
                .isEqualTo(FailureCode.CONNECTION_LOST);
        assertThat(real.get("big")).isEqualTo(sample.bytes());
        assertThat(fault.fired()).isEqualTo(1);
    }

    @Test
    void aFaultThatIsNotMetHasNotFired() throws StoreException {
        Fault fault = store.plant(Fault.nth(StoreCall.DELETE, 1, new Effect.Pretend()));
        faulty.put("a", bytes);

        assertThat(fault.fired()).isZero();
    }

    private record Harness(FaultyStore store) implements StoreHarness {

        @Override
        public FaultyStore reopened() {
            return store;
        }

        @Override
        public Env env() {
            return Env.production();
        }
    }
}
