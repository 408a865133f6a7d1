package dev.crossdock.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.copy.StorageClasses;
import dev.crossdock.env.Env;
import dev.crossdock.ledger.FileLedger;
import dev.crossdock.ledger.JournalReader;
import dev.crossdock.object.ObjectStat;
import dev.crossdock.plan.Comparison;
import dev.crossdock.plan.Filter;
import dev.crossdock.plan.Overwrite;
import dev.crossdock.plan.Rules;
import dev.crossdock.report.RunReport;
import dev.crossdock.run.Books;
import dev.crossdock.run.Run;
import dev.crossdock.run.Tally;
import dev.crossdock.run.Terms;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Listing;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.memory.MemoryStore;
import dev.crossdock.testkit.sim.Simulation;
import dev.crossdock.testkit.store.Effect;
import dev.crossdock.testkit.store.Fault;
import dev.crossdock.testkit.store.FaultyStore;
import dev.crossdock.testkit.store.SampleBytes;
import dev.crossdock.testkit.store.StoreCall;
import dev.crossdock.testkit.store.WrappedStore;
import dev.crossdock.transfer.Order;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A mirror deletes what the source lacks, and nothing else, and only when that is certain.
class MirrorTest {

    private static final Path STATE = Path.of("/state");
    private static final Order ORDER = Samples.order("", "");
    private static final Rules MIRROR = new Rules(Filter.ALL, Overwrite.DIFFERENT, Comparison.CHECKSUM,
            Rules.Extras.TELL);

    private final Simulation simulation = new Simulation(1);
    private final MemoryStore source = Samples.store("memory://from");
    private final MemoryStore target = Samples.store("memory://to");

    @BeforeEach
    void makeState() throws Exception {
        simulation.disk().createDirectories(STATE);
    }

    private void fill(MemoryStore store, String name, int objects) throws Exception {
        for (int i = 0; i < objects; i++) {
            Samples.put(store, name + i, SampleBytes.of(i, 10));
        }
    }

    private Run.Result mirror(ObjectStore from, ObjectStore to, OptionalLong limit) throws Exception {
        Env env = simulation.env();
        return simulation.run(() -> {
            FileLedger ledger = new FileLedger(env, STATE, "crossdock test");
            try (Books books = Books.open(ledger, ORDER)) {
                Terms terms = new Terms(4, limit, StorageClasses.OF_TARGET, _ -> {
                });
                return new Run(env, ORDER, terms, from, to, books, new Tally())
                        .execute((before, earlier) -> Samples.plan(ORDER, MIRROR, from, to, before, earlier));
            }
        });
    }

    private RunReport report(String run) throws Exception {
        Env env = simulation.env();
        return simulation.run(() -> {
            try (JournalReader reader = new FileLedger(env, STATE, "crossdock test").read(run)) {
                return RunReport.of(reader);
            }
        });
    }

    private static Optional<FailureCode> cause(Run.Result result) {
        return result.stopped().map(Failure::code);
    }

    @Test
    void fewExtrasAreDeletedAndOnRecord() throws Exception {
        fill(source, "a", 5);
        fill(target, "b", 10);
        Run.Result result = mirror(source, target, OptionalLong.empty());
        assertThat(result.stopped()).isEmpty();
        assertThat(result.counts().removedObjects()).isEqualTo(10);
        assertThat(result.counts().removedBytes()).isEqualTo(100);
        assertThat(Samples.all(target).keySet()).isEqualTo(Samples.all(source).keySet());
        assertThat(report(result.run()).counts()).isEqualTo(result.counts());
    }

    @Test
    void aMassDeleteIsRefusedUntilItIsAskedFor() throws Exception {
        fill(source, "a", 5);
        fill(target, "b", 11);
        Run.Result refused = mirror(source, target, OptionalLong.empty());
        assertThat(cause(refused)).contains(FailureCode.DELETE_LIMIT);
        assertThat(Samples.all(target)).hasSize(16);
        assertThat(cause(mirror(source, target, OptionalLong.of(10)))).contains(FailureCode.DELETE_LIMIT);
        Run.Result meant = mirror(source, target, OptionalLong.of(11));
        assertThat(meant.stopped()).isEmpty();
        assertThat(meant.run()).as("the same run goes on").isEqualTo(refused.run());
        assertThat(meant.counts().copiedObjects()).isEqualTo(5);
        assertThat(meant.counts().removedObjects()).isEqualTo(11);
        assertThat(Samples.all(target)).hasSize(5);
        assertThat(report(meant.run()).counts()).isEqualTo(meant.counts());
    }

    @Test
    void aTenthOfALargeTargetNeedsNoLimit() throws Exception {
        fill(source, "a", 180);
        fill(target, "a", 180);
        fill(target, "b", 20);
        assertThat(mirror(source, target, OptionalLong.empty()).counts().removedObjects()).isEqualTo(20);
    }

    @Test
    void anEmptySourceEmptiesNothing() throws Exception {
        fill(target, "b", 3);
        assertThat(cause(mirror(source, target, OptionalLong.empty()))).contains(FailureCode.EMPTY_SOURCE);
        assertThat(Samples.all(target)).hasSize(3);
    }

    @Test
    void nothingIsDeletedWhenAnythingFailed() throws Exception {
        fill(source, "a", 5);
        fill(target, "b", 3);
        FaultyStore faulty = new FaultyStore(source);
        Fault fault = faulty.plant(Fault.nth(StoreCall.READ, 1, new Effect.FailBefore(FailureCode.ACCESS_DENIED)));
        Run.Result result = mirror(faulty, target, OptionalLong.empty());
        assertThat(fault.fired()).isEqualTo(1);
        assertThat(cause(result)).contains(FailureCode.DELETE_UNSURE);
        assertThat(Samples.all(target)).hasSize(7);
    }

    @Test
    void nothingIsDeletedWhenAListingBreaks() throws Exception {
        fill(source, "a", 5);
        fill(target, "b", 3);
        FaultyStore faulty = new FaultyStore(source);
        Fault fault = faulty.plant(Fault.nth(StoreCall.LIST, 4, new Effect.FailBefore(FailureCode.SERVER_ERROR)));
        Run.Result result = mirror(faulty, target, OptionalLong.of(100));
        assertThat(fault.fired()).isEqualTo(1);
        assertThat(cause(result)).contains(FailureCode.SERVER_ERROR);
        assertThat(Samples.all(target).keySet()).contains("b0", "b1", "b2");
    }

    @Test
    void whatAListingLeftOutButTheSourceHasIsSpared() throws Exception {
        fill(source, "a", 5);
        fill(source, "b", 1);
        fill(target, "b", 3);
        Run.Result result = mirror(new WrappedStore(source) {
            @Override
            public Listing list(ListOptions options) {
                Listing all = super.list(options);
                return new Listing() {
                    @Override
                    public Optional<ObjectStat> next() throws StoreException {
                        Optional<ObjectStat> next = all.next();
                        return next.isPresent() && next.get().key().equals("b0") ? all.next() : next;
                    }

                    @Override
                    public void close() {
                        all.close();
                    }
                };
            }
        }, target, OptionalLong.empty());
        assertThat(result.stopped()).isEmpty();
        assertThat(result.counts().removedObjects()).isEqualTo(2);
        assertThat(Samples.all(target).keySet()).contains("b0").doesNotContain("b1", "b2");
    }

    @Test
    void whatWasReplacedSinceItWasListedSurvives() throws Exception {
        fill(source, "a", 5);
        fill(target, "b", 2);
        byte[] foreign = SampleBytes.of(99, 12);
        ObjectStore busy = new WrappedStore(source) {
            @Override
            public Optional<ObjectStat> stat(String key) throws StoreException {
                if (key.equals("b0")) {
                    Samples.put(target, "b0", foreign);
                }
                return super.stat(key);
            }
        };
        Run.Result result = mirror(busy, target, OptionalLong.empty());
        assertThat(Samples.bytes(target, "b0").orElseThrow()).isEqualTo(foreign);
        assertThat(result.counts().removedObjects()).isEqualTo(1);
        assertThat(result.counts().failedObjects()).isEqualTo(1);
        RunReport report = report(result.run());
        assertThat(report.failures().getFirst().code()).isEqualTo(FailureCode.CONFLICT);
        assertThat(report.counts()).isEqualTo(result.counts());
    }
}
