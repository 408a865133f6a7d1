package dev.crossdock.testkit.sim;

import dev.crossdock.env.CancelledException;
import dev.crossdock.env.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Hands the baton from task to task, as the seed draws it. Its state belongs to whoever holds the baton, so nothing
/// here is locked.
final class Scheduler {

    static final long NEVER = Long.MAX_VALUE;

    private static final int REFUSALS_MAX = 1000;
    private static final int[] SWITCH_ONE_IN = {1, 2, 4, 16};

    private final SplittableRandom random;
    private final int switchOneIn;
    private final Trace trace = new Trace();
    private final List<SimTask<?>> unfinished = new ArrayList<>();
    private final Semaphore runEnded = new Semaphore(0);
    private @Nullable SimTask<?> present;
    private @Nullable SimTask<?> root;
    private @Nullable Error verdict;
    private int tasks;
    private int refusals;
    private long nanos;
    private long killAtStep = NEVER;
    private long stepsMax = 10_000_000;

    Scheduler(SplittableRandom random) {
        this.random = random;
        this.switchOneIn = SWITCH_ONE_IN[random.nextInt(SWITCH_ONE_IN.length)];
    }

    long nanos() {
        return nanos;
    }

    /// The moment `durationNanos` from now.
    long after(long durationNanos) {
        return durationNanos > NEVER - nanos ? NEVER : nanos + durationNanos;
    }

    Trace trace() {
        return trace;
    }

    void killAtStep(long step) {
        killAtStep = step;
    }

    void limitSteps(long most) {
        stepsMax = most;
    }

    boolean killed() {
        return verdict instanceof SimulationKilled;
    }

    <T extends @Nullable Object> T run(Job<T> job) throws Exception {
        if (present != null || verdict != null) {
            throw new IllegalStateException(present != null ? "a run is under way" : "the simulation is over");
        }
        SimTask<T> task = create("root", job);
        root = task;
        present = task;
        task.resume();
        runEnded.acquireUninterruptibly();
        if (verdict != null) {
            throw verdict;
        }
        Throwable failure = task.failure();
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof Exception exception) {
            throw exception;
        }
        return task.result();
    }

    <T extends @Nullable Object> SimTask<T> spawn(String name, Job<T> job) {
        step("spawn " + name);
        return create(name, job);
    }

    private <T extends @Nullable Object> SimTask<T> create(String name, Job<T> job) {
        SimTask<T> task = new SimTask<>(this, ++tasks, name, job);
        unfinished.add(task);
        return task;
    }

    /// Counts one operation of the environment and lets the seed decide who goes on. Does nothing outside a run, when
    /// the test prepares or inspects.
    void step(String operation) {
        SimTask<?> self = present;
        if (self == null) {
            return;
        }
        if (!self.isPresentThread()) {
            throw new IllegalStateException(
                    "'" + operation + "' from " + Thread.currentThread() + ", no simulated task");
        }
        refuseIfDead(self);
        trace.add(self.number, self.name, operation, nanos);
        if (trace.steps() >= killAtStep) {
            throw kill();
        }
        if (trace.steps() > stepsMax) {
            throw end(stuck("no end after " + stepsMax + " steps"));
        }
        if (random.nextInt(switchOneIn) == 0) {
            switchFrom(self);
        }
    }

    /// Waits until `ready`, at most until `until`.
    ///
    /// @return false if the time came first
    boolean await(String waitingFor, BooleanSupplier ready, long until) {
        step(waitingFor);
        SimTask<?> self = present;
        if (self == null) {
            throw new IllegalStateException("waiting for " + waitingFor + " outside a run");
        }
        while (true) {
            if (self.takeCancellation()) {
                throw new CancelledException(waitingFor);
            }
            if (ready.getAsBoolean()) {
                return true;
            }
            if (until <= nanos) {
                return false;
            }
            self.waitFor(waitingFor, ready, until);
            switchFrom(self);
            self.stopWaiting();
        }
    }

    /// Stops the process at this instant; what is returned is to be thrown.
    SimulationKilled kill() {
        return end(new SimulationKilled("killed at step " + trace.steps()));
    }

    void finish(SimTask<?> task) {
        unfinished.remove(task);
        if (task.equals(root)) {
            // The process ends with its root, whatever else still runs.
            for (SimTask<?> left : unfinished) {
                left.die();
            }
        }
        handOver();
    }

    private void switchFrom(SimTask<?> self) {
        SimTask<?> next = choose();
        if (next == null) {
            throw end(stuck("deadlock"));
        }
        if (next.number != self.number) {
            present = next;
            next.resume();
            self.awaitTurn();
        }
        refuseIfDead(self);
    }

    /// A task that can go on, moving time to where one can; null when none ever will.
    private @Nullable SimTask<?> choose() {
        List<SimTask<?>> runnable = new ArrayList<>(unfinished.size());
        while (true) {
            long earliest = NEVER;
            for (SimTask<?> task : unfinished) {
                if (task.runnable(nanos)) {
                    runnable.add(task);
                }
                earliest = Math.min(earliest, task.wakeAt());
            }
            if (!runnable.isEmpty()) {
                return runnable.get(random.nextInt(runnable.size()));
            }
            if (earliest == NEVER) {
                return null;
            }
            nanos = earliest;
        }
    }

    /// Gives the baton away for good. The dead come first, one after the other, to unwind.
    private void handOver() {
        SimTask<?> next = firstDead();
        if (next == null && !unfinished.isEmpty()) {
            next = choose();
            if (next == null) {
                end(stuck("deadlock"));
                next = firstDead();
            }
        }
        present = next;
        if (next == null) {
            runEnded.release();
            return;
        }
        refusals = 0;
        next.resume();
    }

    private @Nullable SimTask<?> firstDead() {
        for (SimTask<?> task : unfinished) {
            if (task.dead()) {
                return task;
            }
        }
        return null;
    }

    private SimulationKilled end(Error why) {
        if (verdict == null) {
            verdict = why;
        }
        for (SimTask<?> task : unfinished) {
            task.die();
        }
        return why instanceof SimulationKilled killed ? killed : new SimulationKilled("the simulation is over");
    }

    private void refuseIfDead(SimTask<?> self) {
        if (!self.dead()) {
            return;
        }
        refusals++;
        if (refusals > REFUSALS_MAX) {
            // It swallows errors and carries on for ever: left behind without the baton, it does no harm.
            unfinished.remove(self);
            handOver();
            while (true) {
                LockSupport.park(this);
            }
        }
        throw new SimulationKilled("the process is dead");
    }

    private SimulationStuck stuck(String what) {
        return SimulationStuck.of(what, nanos, unfinished, trace);
    }
}
