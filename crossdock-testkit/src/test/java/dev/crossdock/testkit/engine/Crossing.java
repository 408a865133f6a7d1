package dev.crossdock.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.copy.BufferPool;
import dev.crossdock.copy.Courier;
import dev.crossdock.env.Env;
import dev.crossdock.ledger.FileLedger;
import dev.crossdock.ledger.JournalReader;
import dev.crossdock.ledger.JournalRecord;
import dev.crossdock.ledger.OpenRun;
import dev.crossdock.plan.Rules;
import dev.crossdock.run.Books;
import dev.crossdock.run.Run;
import dev.crossdock.run.Tally;
import dev.crossdock.run.Terms;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.memory.MemoryStore;
import dev.crossdock.testkit.sim.Simulation;
import dev.crossdock.testkit.store.FaultyStore;
import dev.crossdock.transfer.Order;
import dev.crossdock.transfer.Outcome;
import dev.crossdock.transfer.Receipt;
import dev.crossdock.transfer.WorkItem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// One object to be carried from one store in memory to another, both of which can be made to fail and lie.
final class Crossing {

    static final String KEY = "key";

    private static final Order ORDER = Samples.order("", "");
    private static final Path STATE = Path.of("/state");

    private final Simulation simulation = new Simulation(1);
    private final MemoryUploads uploads = new MemoryUploads();
    private final byte[] bytes;
    private final ObjectStore sourceTruth;
    private final MemoryStore targetTruth = Samples.store("memory://to");
    private final FaultyStore source;
    private final FaultyStore target;

    private Crossing(byte[] bytes, ObjectStore sourceTruth) {
        this(bytes, sourceTruth, to -> to);
    }

    private Crossing(byte[] bytes, ObjectStore sourceTruth, UnaryOperator<ObjectStore> bend) {
        this.bytes = bytes;
        this.sourceTruth = sourceTruth;
        this.source = new FaultyStore(sourceTruth);
        this.target = new FaultyStore(bend.apply(targetTruth));
    }

    /// Of bytes that the source keeps a checksum of.
    static Crossing of(byte[] bytes) throws StoreException {
        MemoryStore from = Samples.store("memory://from");
        Samples.put(from, KEY, bytes);
        return new Crossing(bytes, from);
    }

    /// Of bytes that the source keeps nothing of to compare with.
    static Crossing withoutSourceChecksum(byte[] bytes) throws StoreException {
        MemoryStore from = Samples.store("memory://from");
        Samples.put(from, KEY, bytes);
        return new Crossing(bytes, new TaciturnStore(from));
    }

    /// To a store that is not what it should be.
    static Crossing to(UnaryOperator<ObjectStore> bend, byte[] bytes) throws StoreException {
        MemoryStore from = Samples.store("memory://from");
        Samples.put(from, KEY, bytes);
        return new Crossing(bytes, from, bend);
    }

    /// Of a source that others use at the same time.
    static Crossing from(byte[] bytes, MemoryStore from, Intervention before) {
        return new Crossing(bytes, new BusyStore(from, before));
    }

    FaultyStore source() {
        return source;
    }

    FaultyStore target() {
        return target;
    }

    ObjectStore sourceTruth() {
        return sourceTruth;
    }

    MemoryStore targetTruth() {
        return targetTruth;
    }

    /// Planned now, with what both stores show.
    WorkItem.Copy item() throws StoreException {
        return new WorkItem.Copy(Samples.stat(sourceTruth, KEY), KEY, targetTruth.stat(KEY), Optional.empty());
    }

    /// One attempt.
    Receipt deliver() throws Exception {
        return deliver(item());
    }

    /// One attempt at what was planned before.
    Receipt deliver(WorkItem.Copy item) throws Exception {
        Env env = simulation.env();
        return simulation.run(() -> new Courier(env, source, target, new BufferPool(env.tasks(), 1), uploads)
                .deliver(item)).receipt();
    }

    /// One attempt, which fails.
    FailureCode refusal() throws Exception {
        return refusal(item());
    }

    /// One attempt at what was planned before, which fails.
    FailureCode refusal(WorkItem.Copy item) throws Exception {
        try {
            throw new AssertionError("delivered: " + deliver(item));
        } catch (StoreException e) {
            return e.code();
        }
    }

    /// The only outcome in the journal of a whole run, which came to its end.
    Outcome run() throws Exception {
        simulation.disk().createDirectories(STATE);
        Env env = simulation.env();
        return simulation.run(() -> {
            FileLedger ledger = new FileLedger(env, STATE, "crossdock test");
            OpenRun opened = ledger.open(ORDER);
            try {
                Run.Result result = new Run(env, ORDER, Terms.of(1), source, target,
                        new Books(opened, Optional.empty(), ledger.candidates(opened)), new Tally())
                        .execute((before, earlier) -> Samples.plan(ORDER, Rules.COPY, source, target,
                                before, earlier));
                assertThat(result.stopped()).isEmpty();
            } finally {
                opened.journal().close();
            }
            return outcome(ledger, opened.run());
        });
    }

    private static Outcome outcome(FileLedger ledger, String run) throws StoreException {
        List<Outcome> outcomes = new ArrayList<>();
        try (JournalReader journal = ledger.read(run)) {
            for (Optional<JournalRecord> each = journal.next(); each.isPresent(); each = journal.next()) {
                if (each.get() instanceof JournalRecord.Settled settled) {
                    outcomes.add(settled.outcome());
                }
            }
        }
        assertThat(outcomes).hasSize(1);
        return outcomes.getFirst();
    }

    /// The target has exactly the source's bytes, in the version that the receipt tells of, and nothing half-done.
    void checkArrived(Receipt receipt) throws StoreException {
        assertThat(Samples.bytes(targetTruth, KEY).orElseThrow()).isEqualTo(bytes);
        assertThat(receipt.sizeBytes()).isEqualTo(bytes.length);
        assertThat(receipt.targetVersion()).isEqualTo(Samples.stat(targetTruth, KEY).version());
        checkNothingUnderWay();
    }

    /// The target shows nothing at all.
    void checkNothingVisible() throws StoreException {
        assertThat(Samples.bytes(targetTruth, KEY)).isEmpty();
    }

    /// The target has nothing at all.
    void checkNothingThere() throws StoreException {
        assertThat(Samples.bytes(targetTruth, KEY)).isEmpty();
        checkNothingUnderWay();
    }

    void checkNothingUnderWay() {
        assertThat(targetTruth.uploads("")).isEmpty();
        assertThat(uploads.open()).isEmpty();
    }
}
