package dev.crossdock.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.copy.BufferPool;
import dev.crossdock.object.Attributes;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.plan.Comparison;
import dev.crossdock.plan.Filter;
import dev.crossdock.plan.Overwrite;
import dev.crossdock.plan.Plan;
import dev.crossdock.plan.Proven;
import dev.crossdock.plan.Rules;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.testkit.store.SampleBytes;
import dev.crossdock.testkit.store.WrappedStore;
import dev.crossdock.transfer.KeepReason;
import dev.crossdock.transfer.Outcome;
import dev.crossdock.transfer.WorkItem;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sizes and times at which tools of this kind have gone wrong.
final class EdgesTest {

    private static final int PART = BufferPool.LARGE_BYTES;
    private static final Instant NOW = Instant.parse("2026-02-01T12:00:00.500Z");
    private static final Instant FUTURE = Instant.parse("2999-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PART - 1, PART, PART + 1, 2 * PART - 1, 2 * PART, 2 * PART + 1})
    void sizesAroundTheEdgesOfPartsArriveWhole(int sizeBytes) throws Exception {
        Crossing crossing = Crossing.of(SampleBytes.of(sizeBytes, sizeBytes));
        crossing.checkArrived(crossing.deliver());
    }

    @Test
    void otherBytesOfEqualSizeAndTimeAreCopied() throws Exception {
        Crossing crossing = Crossing.of(SampleBytes.of(1, 500));
        Samples.put(crossing.targetTruth(), Crossing.KEY, SampleBytes.of(2, 500));
        assertThat(Samples.stat(crossing.targetTruth(), Crossing.KEY).modified())
                .isEqualTo(Samples.stat(crossing.sourceTruth(), Crossing.KEY).modified());

        Outcome.Delivered delivered = (Outcome.Delivered) crossing.run();
        crossing.checkArrived(delivered.receipt());
    }

    @Test
    void anotherTimeAloneIsNoReasonToCopy() throws Exception {
        byte[] bytes = SampleBytes.of(3, 500);
        Crossing crossing = Crossing.of(bytes);
        Samples.put(crossing.targetTruth(), Crossing.KEY, bytes);

        Outcome.Kept kept = (Outcome.Kept) crossing.run();
        assertThat(kept.why()).isEqualTo(KeepReason.SAME_CHECKSUM);
    }

    /// Unless asked to, times decide nothing: equal sizes are looked at, other sizes are copied without a look.
    @ParameterizedTest
    @CsvSource({"-3600, 5, LOOK", "0, 5, LOOK", "3600, 5, LOOK", "-3600, 6, NONE", "0, 6, NONE", "3600, 6, NONE"})
    void everyTimeWithEverySizeIsDecidedBySizeAndBytes(long secondsLater, long sizeBytes, WorkItem.Copy.Doubt doubt)
            throws Exception {
        WorkItem item = planned(Rules.COPY, NOW, NOW.plusSeconds(secondsLater), sizeBytes);
        assertThat(((WorkItem.Copy) item).doubt()).isEqualTo(doubt);
    }

    @ParameterizedTest
    @CsvSource({"-3600, 5, copy", "0, 5, keep", "3600, 5, copy", "-3600, 6, copy", "0, 6, copy", "3600, 6, copy"})
    void sizeAndTimeKeepOnlyWhereBothAreEqual(long secondsLater, long sizeBytes, String expected) throws Exception {
        WorkItem item = planned(rules(Overwrite.DIFFERENT, Comparison.SIZE_AND_TIME), NOW,
                NOW.plusSeconds(secondsLater), sizeBytes);
        assertThat(item instanceof WorkItem.Keep).isEqualTo(expected.equals("keep"));
    }

    /// Listings of S3 have milliseconds, and answers about one object have seconds only.
    @Test
    void timesOfTheSameSecondAreEqual() throws Exception {
        Instant second = Instant.ofEpochSecond(NOW.getEpochSecond());
        assertThat(planned(rules(Overwrite.DIFFERENT, Comparison.SIZE_AND_TIME), NOW, second, 5))
                .isInstanceOf(WorkItem.Keep.class);
        assertThat(planned(rules(Overwrite.DIFFERENT, Comparison.SIZE_AND_TIME), second, NOW, 5))
                .isInstanceOf(WorkItem.Keep.class);
    }

    @Test
    void timesInTheFutureAreTimesLikeOthers() throws Exception {
        assertThat(planned(Rules.COPY, NOW, FUTURE, 5)).isInstanceOf(WorkItem.Copy.class);
        assertThat(planned(Rules.COPY, FUTURE, NOW, 5)).isInstanceOf(WorkItem.Copy.class);
        assertThat(planned(rules(Overwrite.NEWER, Comparison.CHECKSUM), FUTURE, NOW, 6))
                .isInstanceOf(WorkItem.Copy.class);
        assertThat(planned(rules(Overwrite.NEWER, Comparison.CHECKSUM), NOW, FUTURE, 6))
                .isInstanceOfSatisfying(WorkItem.Keep.class,
                        keep -> assertThat(keep.why()).isEqualTo(KeepReason.NEWER));
    }

    private static Rules rules(Overwrite overwrite, Comparison comparison) {
        return new Rules(Filter.ALL, overwrite, comparison, Rules.Extras.LEAVE);
    }

    /// What becomes of an object of five bytes.
    private static WorkItem planned(Rules rules, Instant source, Instant target, long targetSizeBytes)
            throws Exception {
        try (Plan plan = Samples.plan(Samples.order("", ""), rules, showing(stat(5, "v1", source)),
                showing(stat(targetSizeBytes, "v2", target)), Proven.NOTHING, Proven.NOTHING)) {
            WorkItem item = plan.next().orElseThrow();
            assertThat(plan.next()).isEmpty();
            return item;
        }
    }

    private static ObjectStat stat(long sizeBytes, String version, Instant modified) {
        return new ObjectStat("a", sizeBytes, version, version, Optional.of(modified), List.of(), Attributes.NONE);
    }

    private static ObjectStore showing(ObjectStat... stats) {
        return new Shelf(stats);
    }

    /// Lists what it is given.
    private static final class Shelf extends WrappedStore {

        private final List<ObjectStat> stats;

        Shelf(ObjectStat... stats) {
            super(Samples.store("memory://shown"));
            this.stats = Arrays.asList(stats);
        }

        @Override
        public Listing list(ListOptions options) {
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
    }
}
