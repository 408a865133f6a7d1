package dev.crossdock.testkit.sim;

import dev.crossdock.env.Env;
import dev.crossdock.env.Job;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// One simulated process. Exactly one of its tasks runs at any time; at every call of the environment the seed draws
/// which one goes on; time moves only when none can. So one seed gives one course of events, always.
/// A task that polls without sleeping therefore holds time still.
///
/// To simulate a crash: [#killAtStep], [#runUntilKilled], then a new simulation with [SimDisk#crash].
public final class Simulation {

    private final Scheduler scheduler;
    private final SimClock clock;
    private final SimNet net;
    private final SimDisk disk;
    private final Env env;

    /// A process on a machine with an empty disk.
    public Simulation(long seed) {
        this(seed, new SimDisk());
    }

    /// A process on a machine with `disk`, which no other process may use any more: files that an earlier one had open
    /// are closed, its locks released.
    public Simulation(long seed, SimDisk disk) {
        SplittableRandom random = new SplittableRandom(seed);
        this.scheduler = new Scheduler(random.split());
        this.clock = new SimClock(scheduler);
        this.net = new SimNet(scheduler, random.split());
        this.disk = disk;
        disk.attach(scheduler, clock, random.split());
        this.env = new Env(clock, random.split()::nextLong, new SimTasks(scheduler), net, disk);
    }

    /// What the code under test gets.
    public Env env() {
        return env;
    }

    /// The clock, to be set wrong.
    public SimClock clock() {
        return clock;
    }

    /// The network, to add servers and faults.
    public SimNet net() {
        return net;
    }

    /// The disk, to add faults and crash.
    public SimDisk disk() {
        return disk;
    }

    /// Runs `job` as the root task until it ends; tasks that are left then die with it. May be called again.
    ///
    /// @throws SimulationKilled if the process was killed
    /// @throws SimulationStuck if it cannot end
    /// @throws Exception what the job threw
    public <T extends @Nullable Object> T run(Job<T> job) throws Exception {
        return scheduler.run(job);
    }

    /// Runs `job` like [#run], without its result.
    ///
    /// @return whether the process was killed before the job ended
    public boolean runUntilKilled(Job<?> job) throws Exception {
        try {
            scheduler.run(job);
            return false;
        } catch (SimulationKilled killed) {
            if (!scheduler.killed()) {
                throw killed;
            }
            return true;
        }
    }

    /// Kills the process now: no call of its environment has an effect from here on.
    ///
    /// @return for the task that calls this to throw
    public SimulationKilled kill() {
        return scheduler.kill();
    }

    /// Kills the process in place of its `step`th call of the environment (1 is the first), counted from its start.
    public void killAtStep(long step) {
        scheduler.killAtStep(step);
    }

    /// Regards the process as stuck after `most` steps; 10 million unless told.
    public void limitSteps(long most) {
        scheduler.limitSteps(most);
    }

    /// Calls of the environment so far, apart from those of clock and entropy.
    public long steps() {
        return scheduler.trace().steps();
    }

    /// A hash of all that happened: equal for equal seeds, or the code under test depends on something else.
    public long traceHash() {
        return scheduler.trace().hash();
    }
}
