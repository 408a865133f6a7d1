package dev.crossdock.testkit.sim;

import dev.crossdock.env.Job;
import dev.crossdock.env.Task;
import dev.crossdock.env.TaskFailedException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A task of the simulation: a real thread that runs only while it holds the baton.
final class SimTask<T extends @Nullable Object> implements Task<T>, Runnable {

    final int number;
    final String name;
    private final Scheduler scheduler;
    private final Job<T> job;
    private final Thread thread;
    private volatile boolean turn;
    private boolean started;
    private boolean ended;
    private boolean dead;
    private boolean cancelled;
    private @Nullable BooleanSupplier ready;
    private String waitingFor = "its first turn";
    private long wakeAt = Scheduler.NEVER;
    private @Nullable T result;
    private @Nullable Throwable failure;

    SimTask(Scheduler scheduler, int number, String name, Job<T> job) {
        this.scheduler = scheduler;
        this.number = number;
        this.name = name;
        this.job = job;
        this.thread = Thread.ofVirtual().name(name).unstarted(this);
    }

    @Override
    public void run() {
        awaitTurn();
        try {
            if (!dead) {
                result = job.run();
            }
        } catch (Throwable thrown) {
            failure = thrown;
        } finally {
            ended = true;
            scheduler.finish(this);
        }
    }

    void resume() {
        turn = true;
        if (!started) {
            started = true;
            thread.start();
        }
        LockSupport.unpark(thread);
    }

    void awaitTurn() {
        while (!turn) {
            LockSupport.park(this);
        }
        turn = false;
    }

    void waitFor(String what, BooleanSupplier condition, long until) {
        waitingFor = what;
        ready = condition;
        wakeAt = until;
    }

    void stopWaiting() {
        ready = null;
        wakeAt = Scheduler.NEVER;
    }

    boolean runnable(long now) {
        return ready == null || cancelled || wakeAt <= now || ready.getAsBoolean();
    }

    boolean isPresentThread() {
        return thread.equals(Thread.currentThread());
    }

    boolean takeCancellation() {
        boolean was = cancelled;
        cancelled = false;
        return was;
    }

    void die() {
        dead = true;
    }

    boolean dead() {
        return dead;
    }

    long wakeAt() {
        return wakeAt;
    }

    String waitingFor() {
        return waitingFor;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    @SuppressWarnings("NullAway") // The job's own result, null only where T allows it.
    T result() {
        return result;
    }

    @Override
    public T join() {
        scheduler.await("the end of task " + name, this::done, Scheduler.NEVER);
        Throwable thrown = failure;
        if (thrown != null) {
            throw new TaskFailedException(name, thrown);
        }
        return result();
    }

    @Override
    public void cancel() {
        scheduler.step("cancel");
        if (!ended) {
            cancelled = true;
        }
    }

    @Override
    public boolean done() {
        return ended;
    }
}
