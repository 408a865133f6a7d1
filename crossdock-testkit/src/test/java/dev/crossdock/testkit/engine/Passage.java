package dev.crossdock.testkit.engine;

import dev.crossdock.copy.BufferPool;
import dev.crossdock.copy.Courier;
import dev.crossdock.copy.CourierOptions;
import dev.crossdock.copy.Delivered;
import dev.crossdock.env.Env;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ObjectStore;
import dev.crossdock.store.StoreException;
import dev.crossdock.testkit.sim.Simulation;
import dev.crossdock.testkit.store.FaultyStore;
import dev.crossdock.transfer.WorkItem;
import java.util.Optional;

/// Single attempts to carry an object between any two stores, whose calls are counted and which can be made to fail.
/// All attempts share one log of uploads, as sessions of a run do.
final class Passage {

    static final String KEY = "key";

    private final Simulation simulation;
    private final MemoryUploads uploads;
    private final ObjectStore sourceTruth;
    private final ObjectStore targetTruth;
    private final CountingStore source;
    private final CountingStore target;
    private final FaultyStore faultySource;
    private final FaultyStore faultyTarget;
    private final CourierOptions options;

    Passage(ObjectStore source, ObjectStore target) {
        this(new Simulation(1), new MemoryUploads(), source, target, CourierOptions.PLAIN);
    }

    Passage(ObjectStore source, ObjectStore target, CourierOptions options) {
        this(new Simulation(1), new MemoryUploads(), source, target, options);
    }

    Passage(Simulation simulation, MemoryUploads uploads, ObjectStore source, ObjectStore target,
            CourierOptions options) {
        this.simulation = simulation;
        this.uploads = uploads;
        this.sourceTruth = source;
        this.targetTruth = target;
        this.source = new CountingStore(source);
        this.target = new CountingStore(target);
        this.faultySource = new FaultyStore(this.source);
        this.faultyTarget = new FaultyStore(this.target);
        this.options = options;
    }

    /// The same stores, seen by a process that begins anew, with nothing counted and no fault.
    Passage again() {
        return new Passage(new Simulation(2), uploads, sourceTruth, targetTruth, options);
    }

    CountingStore source() {
        return source;
    }

    CountingStore target() {
        return target;
    }

    FaultyStore faultySource() {
        return faultySource;
    }

    FaultyStore faultyTarget() {
        return faultyTarget;
    }

    MemoryUploads uploads() {
        return uploads;
    }

    /// Planned now, with what both stores show.
    WorkItem.Copy item() throws StoreException {
        return new WorkItem.Copy(Samples.stat(sourceTruth, KEY), KEY, targetTruth.stat(KEY), Optional.empty());
    }

    /// One attempt at what both stores show now.
    Delivered deliver() throws Exception {
        return simulation.run(this::attempt);
    }

    /// One attempt at what was planned before.
    Delivered deliver(WorkItem.Copy item) throws Exception {
        return simulation.run(() -> courier().deliver(item));
    }

    /// Two attempts of one courier.
    void deliverTwice() throws Exception {
        simulation.run(() -> {
            Courier courier = courier();
            courier.deliver(item());
            return courier.deliver(item());
        });
    }

    /// One attempt, within a task of the simulation.
    Delivered attempt() throws StoreException {
        return courier().deliver(item());
    }

    private Courier courier() {
        Env env = simulation.env();
        return new Courier(env, faultySource, faultyTarget, new BufferPool(env.tasks(), 1), uploads, options);
    }

    /// One attempt, which fails.
    FailureCode refusal() throws Exception {
        try {
            throw new AssertionError("delivered: " + deliver());
        } catch (StoreException e) {
            return e.code();
        }
    }

    /// One attempt at what was planned before, which fails.
    FailureCode refusal(WorkItem.Copy item) throws Exception {
        try {
            throw new AssertionError("delivered: " + deliver(item));
        } catch (StoreException e) {
            return e.code();
        }
    }
}
