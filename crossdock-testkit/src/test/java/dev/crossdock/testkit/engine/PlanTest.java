package dev.crossdock.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Attributes;
import dev.crossdock.object.Location;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.plan.Plan;
import dev.crossdock.plan.Proven;
import dev.crossdock.plan.Rules;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.memory.MemoryStore;
import dev.crossdock.testkit.store.Effect;
import dev.crossdock.testkit.store.Fault;
import dev.crossdock.testkit.store.FaultyStore;
import dev.crossdock.testkit.store.SampleBytes;
import dev.crossdock.testkit.store.StoreCall;
import dev.crossdock.testkit.store.WrappedStore;
import dev.crossdock.transfer.KeepReason;
import dev.crossdock.transfer.Order;
import dev.crossdock.transfer.Receipt;
import dev.crossdock.transfer.SourceProof;
import dev.crossdock.transfer.TargetProof;
import dev.crossdock.transfer.WorkItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the merge of both listings and the journal makes of each source object.
final class PlanTest {

    private static final byte[] BYTES = SampleBytes.of(1, 100);
    private static final String MD5 = "0123456789abcdef0123456789abcdef";
    private static final Order ALL = Samples.order("", "");

    private final MemoryStore source = Samples.store("memory://from");
    private final MemoryStore target = Samples.store("memory://to");

    @Test
    void whatIsAbsentIsCopied() throws Exception {
        Samples.put(source, "a", BYTES);
        Samples.put(source, "c", BYTES);
        Samples.put(target, "b", BYTES);
        List<WorkItem> items = plan(ALL, source, target);
        assertThat(items).extracting(WorkItem::key).containsExactly("a", "c");
        assertThat(items).allSatisfy(item -> {
            assertThat(copy(item).target()).isEmpty();
            assertThat(copy(item).delivered()).isEmpty();
        });
    }

    @Test
    void whatIsThereOtherwiseIsCopiedOverJustThat() throws Exception {
        Samples.put(source, "a", BYTES);
        Samples.put(target, "a", BYTES);
        Samples.put(target, "a", SampleBytes.of(2, 100));
        WorkItem.Copy item = copy(only(plan(ALL, source, target)));
        assertThat(item.target().orElseThrow().version()).isEqualTo(Samples.stat(target, "a").version());
    }

    @Test
    void equalSizesAndEtagsOfBytesAreKept() throws Exception {
        assertThat(keptByEtag(100, MD5, 100, MD5)).isTrue();
        assertThat(keptByEtag(100, MD5 + "-3", 100, MD5 + "-3")).isTrue();
        assertThat(keptByEtag(100, MD5, 101, MD5)).isFalse();
        assertThat(keptByEtag(100, MD5 + "-3", 100, MD5 + "-2")).isFalse();
        assertThat(keptByEtag(100, MD5 + "-", 100, MD5 + "-")).isFalse();
        assertThat(keptByEtag(100, "etag-1", 100, "etag-1")).isFalse();
        assertThat(keptByEtag(100, "", 100, "")).isFalse();
    }

    private static boolean keptByEtag(long size, String etag, long targetSize, String targetEtag) throws Exception {
        WorkItem item = only(plan(ALL, listing(stat("a", size, etag)), listing(stat("a", targetSize, targetEtag))));
        return switch (item) {
            case WorkItem.Keep keep -> {
                assertThat(keep.why()).isEqualTo(KeepReason.SAME_ETAG);
                yield true;
            }
            case WorkItem.Copy copy -> {
                assertThat(copy.target()).isPresent();
                yield false;
            }
            case WorkItem.Extra extra -> throw new AssertionError(extra.toString());
        };
    }

    @Test
    void whatIsProvenAndAsItWasIsKept() throws Exception {
        Samples.put(source, "a", BYTES);
        Samples.put(target, "a", BYTES);
        WorkItem item = only(plan(ALL, source, target, proven("a", "1", "1")));
        assertThat(item).isInstanceOfSatisfying(WorkItem.Keep.class,
                keep -> assertThat(keep.why()).isEqualTo(KeepReason.PROVEN_BEFORE));
    }

    @Test
    void whatIsProvenAndHasChangedIsCopiedInItsPlace() throws Exception {
        Samples.put(source, "a", BYTES);
        Samples.put(target, "a", BYTES);
        for (Proven.Copied before : List.of(proven("a", "0", "1"), proven("a", "1", "0"))) {
            WorkItem.Copy item = copy(only(plan(ALL, source, target, before)));
            assertThat(item.delivered()).contains(before.receipt());
            assertThat(item.target().orElseThrow().version()).isEqualTo("1");
        }
    }

    @Test
    void whatIsProvenAndGoneFromTheTargetIsCopiedAgain() throws Exception {
        Samples.put(source, "a", BYTES);
        Proven.Copied before = proven("a", "1", "1");
        WorkItem.Copy item = copy(only(plan(ALL, source, target, before)));
        assertThat(item.delivered()).contains(before.receipt());
        assertThat(item.target()).isEmpty();
    }

    /// Even where both sides show the same ETag: what the journal says of the key must be corrected.
    @Test
    void whatIsProvenAndHasChangedIsNotKeptForItsEtag() throws Exception {
        WorkItem item = only(plan(ALL, listing(stat("a", 9, MD5)), listing(stat("a", 9, MD5)), proven("a", "0", "0")));
        assertThat(copy(item).delivered()).isPresent();
    }

    @Test
    void provenKeysWithoutSourceArePassedOver() throws Exception {
        Samples.put(source, "b", BYTES);
        Samples.put(target, "b", BYTES);
        WorkItem item = only(plan(ALL, source, target, proven("a", "1", "1"), proven("b", "1", "1"),
                proven("c", "1", "1")));
        assertThat(item).isInstanceOf(WorkItem.Keep.class);
        assertThat(item.key()).isEqualTo("b");
    }

    @Test
    void directoryMarkersDoNotGoToAFilesystem() throws Exception {
        Samples.put(source, "d/", new byte[0]);
        Samples.put(source, "e/", BYTES);
        Order local = new Order("copy", ALL.source(), "https://a:443",
                new Location(Location.Scheme.LOCAL, "/data", ""), "");
        List<WorkItem> items = plan(local, source, target);
        assertThat(items.getFirst()).isInstanceOfSatisfying(WorkItem.Keep.class,
                keep -> assertThat(keep.why()).isEqualTo(KeepReason.DIRECTORY_MARKER));
        assertThat(items.getLast()).isInstanceOf(WorkItem.Copy.class);
        assertThat(plan(ALL, source, target)).allMatch(WorkItem.Copy.class::isInstance);
    }

    @Test
    void listingsOutOfOrderEndThePlan() throws Exception {
        for (String key : List.of("a", "b", "c", "d")) {
            Samples.put(source, key, BYTES);
            Samples.put(target, key, BYTES);
        }
        for (Effect effect : List.of(new Effect.Swap(), new Effect.Duplicate())) {
            FaultyStore faulty = new FaultyStore(source);
            Fault fault = faulty.plant(Fault.nth(StoreCall.LIST, 2, effect));
            checkOutOfOrder(faulty, target, fault);
            FaultyStore faultyTarget = new FaultyStore(target);
            Fault targetFault = faultyTarget.plant(Fault.nth(StoreCall.LIST, 2, effect));
            checkOutOfOrder(source, faultyTarget, targetFault);
        }
    }

    private static void checkOutOfOrder(ObjectStore from, ObjectStore to, Fault fault) {
        assertThatThrownBy(() -> plan(ALL, from, to)).isInstanceOfSatisfying(StoreException.class,
                e -> assertThat(e.code()).isEqualTo(FailureCode.LIST_ORDER));
        assertThat(fault.fired()).isEqualTo(1);
    }

    /// Keys are ordered by their UTF-8 bytes, in which surrogates come last.
    @Test
    void theOrderIsThatOfUtf8() throws Exception {
        Samples.put(source, "\uffee", BYTES);
        Samples.put(source, "\ud83d\ude00", BYTES);
        Samples.put(target, "\ud83d\ude00", BYTES);
        List<WorkItem> items = plan(ALL, source, target);
        assertThat(items).extracting(WorkItem::key).containsExactly("\uffee", "\ud83d\ude00");
        assertThat(copy(items.getLast()).target()).isPresent();
    }

    @Test
    void aFailedListingGoesOnWhereItFailed() throws Exception {
        for (String key : List.of("a", "b", "c")) {
            Samples.put(source, key, BYTES);
        }
        FaultyStore faulty = new FaultyStore(source);
        Fault fault = faulty.plant(Fault.nth(StoreCall.LIST, 2, new Effect.FailBefore(FailureCode.CONNECTION_LOST)));
        List<String> keys = new ArrayList<>();
        try (Plan plan = Samples.plan(ALL, Rules.COPY, faulty, target, Proven.NOTHING, Proven.NOTHING)) {
            keys.add(plan.next().orElseThrow().key());
            assertThatThrownBy(plan::next).isInstanceOf(StoreException.class);
            for (Optional<WorkItem> next = plan.next(); next.isPresent(); next = plan.next()) {
                keys.add(next.get().key());
            }
        }
        assertThat(keys).containsExactly("a", "b", "c");
        assertThat(fault.fired()).isEqualTo(1);
    }

    @Test
    void oneObjectIsNotAPrefix() throws Exception {
        Samples.put(source, "dir/log", BYTES);
        Samples.put(source, "dir/log-2", BYTES);
        Samples.put(target, "to/log", SampleBytes.of(3, 7));
        WorkItem.Copy item = copy(only(plan(Samples.order("dir/log", "to/"), source, target)));
        assertThat(item.key()).isEqualTo("dir/log");
        assertThat(item.targetKey()).isEqualTo("to/log");
        assertThat(item.target().orElseThrow().sizeBytes()).isEqualTo(7);
        assertThat(plan(Samples.order("dir/none", "to/"), source, target)).isEmpty();
    }

    @Test
    void aPrefixIsReplacedAndItsNeighborsLeftAlone() throws Exception {
        Samples.put(source, "logs-old/a", BYTES);
        Samples.put(source, "logs/", new byte[0]);
        Samples.put(source, "logs/a", BYTES);
        Samples.put(source, "logs/logs/a", BYTES);
        Samples.put(source, "logs0", BYTES);
        Samples.put(target, "copy/a", SampleBytes.of(3, 7));
        List<WorkItem> items = plan(Samples.order("logs/", "copy/"), source, target);
        assertThat(items).extracting(item -> copy(item).targetKey()).containsExactly("copy/", "copy/a",
                "copy/logs/a");
        assertThat(copy(items.get(1)).target()).isPresent();
    }

    /// Its name at the target would be empty.
    @Test
    void theMarkerOfTheCopiedPrefixItselfIsLeftOut() throws Exception {
        Samples.put(source, "logs/", new byte[0]);
        Samples.put(source, "logs/a", BYTES);
        List<WorkItem> items = plan(Samples.order("logs/", ""), source, target);
        assertThat(items.getFirst()).isInstanceOfSatisfying(WorkItem.Keep.class,
                keep -> assertThat(keep.why()).isEqualTo(KeepReason.DIRECTORY_MARKER));
        assertThat(copy(items.getLast()).targetKey()).isEqualTo("a");
    }

    private static List<WorkItem> plan(Order order, ObjectStore from, ObjectStore to, Proven.Copied... before)
            throws StoreException {
        List<WorkItem> items = new ArrayList<>();
        try (Plan plan = Samples.plan(order, Rules.COPY, from, to, of(before), Proven.NOTHING)) {
            for (Optional<WorkItem> next = plan.next(); next.isPresent(); next = plan.next()) {
                items.add(next.get());
            }
        }
        return items;
    }

    private static Proven of(Proven.Copied... before) {
        Iterator<Proven.Copied> left = Arrays.asList(before).iterator();
        return new Proven() {
            @Override
            public Optional<Copied> next() {
                return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
            }

            @Override
            public void close() {
                // There is nothing to give up.
            }
        };
    }

    private static Proven.Copied proven(String key, String sourceVersion, String targetVersion) {
        return new Proven.Copied(key, new Receipt(BYTES.length, sourceVersion, targetVersion,
                SampleBytes.checksum(Algorithm.CRC32C, BYTES), SourceProof.STORED, TargetProof.SERVICE));
    }

    private static ObjectStat stat(String key, long size, String etag) {
        return new ObjectStat(key, size, "v", etag, Optional.empty(), List.of(), Attributes.NONE);
    }

    private static ObjectStore listing(ObjectStat... stats) {
        Iterator<ObjectStat> left = Arrays.asList(stats).iterator();
        return new WrappedStore(Samples.store("memory://listed")) {
            @Override
            public Listing list(ListOptions options) {
                return new Listing() {
                    @Override
                    public Optional<ObjectStat> next() {
                        return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
                    }

                    @Override
                    public void close() {
                        // There is nothing to give up.
                    }
                };
            }
        };
    }

    private static WorkItem only(List<WorkItem> items) {
        assertThat(items).hasSize(1);
        return items.getFirst();
    }

    private static WorkItem.Copy copy(WorkItem item) {
        assertThat(item).isInstanceOf(WorkItem.Copy.class);
        return (WorkItem.Copy) item;
    }
}
