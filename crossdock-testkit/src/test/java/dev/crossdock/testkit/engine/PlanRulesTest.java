package dev.crossdock.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.Attributes;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.plan.Comparison;
import dev.crossdock.plan.Filter;
import dev.crossdock.plan.Overwrite;
import dev.crossdock.plan.Plan;
import dev.crossdock.plan.Proven;
import dev.crossdock.plan.Rules;
import dev.crossdock.store.Listing;
import dev.crossdock.testkit.store.SampleBytes;
import dev.crossdock.transfer.KeepReason;
import dev.crossdock.transfer.Receipt;
import dev.crossdock.transfer.SourceProof;
import dev.crossdock.transfer.TargetProof;
import dev.crossdock.transfer.WorkItem;
import dev.crossdock.transfer.WorkItem.Copy.Doubt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the rules of an order make of two listings.
class PlanRulesTest {

    private static final Instant OLD = Instant.parse("2026-01-01T00:00:00.123Z");
    private static final Instant NEW = Instant.parse("2026-02-01T00:00:00Z");

    private static ObjectStat stat(String key, long sizeBytes, String version, Instant modified) {
        return new ObjectStat(key, sizeBytes, version, version, Optional.of(modified), List.of(), Attributes.NONE);
    }

    private static Listing listing(List<ObjectStat> stats) {
        Iterator<ObjectStat> left = stats.iterator();
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

    private static Proven proven(String... keysAndVersions) {
        List<Proven.Copied> all = new ArrayList<>();
        for (int i = 0; i < keysAndVersions.length; i += 3) {
            all.add(new Proven.Copied(keysAndVersions[i], new Receipt(5, keysAndVersions[i + 1], keysAndVersions[i + 2],
                    SampleBytes.checksum(Algorithm.CRC32C, new byte[5]), SourceProof.STORED, TargetProof.SERVICE)));
        }
        Iterator<Proven.Copied> left = all.iterator();
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

    private static List<WorkItem> plan(Rules rules, List<ObjectStat> source, List<ObjectStat> target, Proven earlier)
            throws Exception {
        List<WorkItem> items = new ArrayList<>();
        try (Plan plan = new Plan(Samples.order("", ""), rules, listing(source), listing(target), Proven.NOTHING,
                earlier)) {
            for (Optional<WorkItem> next = plan.next(); next.isPresent(); next = plan.next()) {
                items.add(next.get());
            }
            assertThat(plan.targetObjects()).isEqualTo(target.size());
        }
        return items;
    }

    private static WorkItem only(Rules rules, ObjectStat here, ObjectStat there) throws Exception {
        List<WorkItem> items = plan(rules, List.of(here), List.of(there), Proven.NOTHING);
        assertThat(items).hasSize(1);
        return items.getFirst();
    }

    private static Rules rules(Overwrite overwrite, Comparison comparison) {
        return new Rules(Filter.ALL, overwrite, comparison, Rules.Extras.LEAVE);
    }

    private static KeepReason kept(WorkItem item) {
        return ((WorkItem.Keep) item).why();
    }

    @Test
    void whatTheBaselineShowsUnchangedIsKeptWithoutALook() throws Exception {
        List<WorkItem> items = plan(Rules.COPY, List.of(stat("a", 5, "s1", OLD), stat("b", 5, "s2", OLD)),
                List.of(stat("a", 5, "t1", NEW), stat("b", 5, "t2", NEW)), proven("a", "s1", "t1", "b", "s2", "t2"));
        assertThat(items).allMatch(item -> kept(item) == KeepReason.UNCHANGED)
                .allMatch(item -> ((WorkItem.Keep) item).receipt().isPresent());
    }

    @Test
    void aChangeOnEitherSideIsLookedAt() throws Exception {
        List<WorkItem> items = plan(Rules.COPY,
                List.of(stat("a", 5, "s9", OLD), stat("b", 5, "s2", OLD), stat("c", 6, "s3", OLD)),
                List.of(stat("a", 5, "t1", NEW), stat("b", 5, "t9", NEW), stat("c", 5, "t3", NEW)),
                proven("a", "s1", "t1", "b", "s2", "t2", "c", "s0", "t3"));
        assertThat(items).map(item -> ((WorkItem.Copy) item).doubt())
                .containsExactly(Doubt.LOOK, Doubt.LOOK, Doubt.NONE);
    }

    @Test
    void aBaselineWithoutItsTargetIsNoEvidence() throws Exception {
        List<WorkItem> items = plan(Rules.COPY, List.of(stat("a", 5, "s1", OLD)), List.of(), proven("a", "s1", "t1"));
        assertThat(items.getFirst()).isInstanceOf(WorkItem.Copy.class);
    }

    @Test
    void overwriteDecides() throws Exception {
        ObjectStat older = stat("a", 5, "v1", OLD);
        ObjectStat newer = stat("a", 5, "v2", NEW);
        assertThat(kept(only(rules(Overwrite.NEVER, Comparison.CHECKSUM), newer, older))).isEqualTo(KeepReason.PRESENT);
        assertThat(kept(only(rules(Overwrite.NEWER, Comparison.CHECKSUM), older, newer))).isEqualTo(KeepReason.NEWER);
        assertThat(only(rules(Overwrite.NEWER, Comparison.CHECKSUM), newer, older)).isInstanceOf(WorkItem.Copy.class);
        assertThat(((WorkItem.Copy) only(rules(Overwrite.ALWAYS, Comparison.CHECKSUM), older, older)).doubt())
                .isEqualTo(Doubt.NONE);
    }

    @Test
    void sizeAndTimeCountOnlyWhenAskedFor() throws Exception {
        ObjectStat here = stat("a", 5, "v1", OLD);
        ObjectStat sameSecond = stat("a", 5, "v2", OLD.minusMillis(100));
        ObjectStat sameSize = stat("a", 5, "v2", NEW);
        assertThat(only(Rules.COPY, here, sameSecond)).isInstanceOf(WorkItem.Copy.class);
        assertThat(kept(only(rules(Overwrite.DIFFERENT, Comparison.SIZE_AND_TIME), here, sameSecond)))
                .isEqualTo(KeepReason.SAME_TIME);
        assertThat(only(rules(Overwrite.DIFFERENT, Comparison.SIZE_AND_TIME), here, sameSize))
                .isInstanceOf(WorkItem.Copy.class);
        assertThat(kept(only(rules(Overwrite.DIFFERENT, Comparison.SIZE), here, sameSize)))
                .isEqualTo(KeepReason.SAME_SIZE);
        assertThat(only(rules(Overwrite.DIFFERENT, Comparison.SIZE), here, stat("a", 6, "v2", OLD)))
                .isInstanceOf(WorkItem.Copy.class);
    }

    @Test
    void extrasComeOutWhereTheyStandAndOnlyWhenWanted() throws Exception {
        List<ObjectStat> source = List.of(stat("b", 5, "s", OLD), stat("d", 5, "s", OLD));
        List<ObjectStat> target = List.of(stat("a", 5, "t", OLD), stat("b", 6, "t", OLD), stat("c", 5, "t", OLD),
                stat("e", 5, "t", OLD));
        Rules mirror = new Rules(Filter.ALL, Overwrite.DIFFERENT, Comparison.CHECKSUM, Rules.Extras.TELL);
        List<WorkItem> items = plan(mirror, source, target, Proven.NOTHING);
        assertThat(items).map(WorkItem::key).containsExactly("a", "b", "c", "d", "e");
        assertThat(items).filteredOn(WorkItem.Extra.class::isInstance).map(WorkItem::key).containsExactly("a", "c",
                "e");
        assertThat(plan(Rules.COPY, source, target, Proven.NOTHING)).map(WorkItem::key).containsExactly("b", "d");
    }

    @Test
    void whatTheFilterLeavesOutIsNeitherCopiedNorDeleted() throws Exception {
        Filter filter = (name, stat) -> name.startsWith("x") ? Optional.of("--exclude x*") : Optional.empty();
        Rules mirror = new Rules(filter, Overwrite.DIFFERENT, Comparison.CHECKSUM, Rules.Extras.TELL);
        List<WorkItem> items = plan(mirror, List.of(stat("x1", 5, "s", OLD)),
                List.of(stat("x0", 5, "t", OLD), stat("y", 5, "t", OLD)), Proven.NOTHING);
        assertThat(items).map(WorkItem::key).containsExactly("x1", "y");
        assertThat(kept(items.getFirst())).isEqualTo(KeepReason.EXCLUDED);
        assertThat(items.getFirst().because()).isEqualTo("--exclude x*");
    }
}
