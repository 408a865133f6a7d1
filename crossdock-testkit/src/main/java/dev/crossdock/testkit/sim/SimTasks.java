package dev.crossdock.testkit.sim;

import dev.crossdock.env.BoundedQueue;
import dev.crossdock.env.Job;
import dev.crossdock.env.Permits;
import dev.crossdock.env.Task;
import dev.crossdock.env.Tasks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Tasks that take turns.
final class SimTasks implements Tasks {

    private final Scheduler scheduler;

    SimTasks(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public <T extends @Nullable Object> Task<T> spawn(String name, Job<T> job) {
        return scheduler.spawn(name, job);
    }

    @Override
    public void sleep(Duration duration) {
        scheduler.await("the end of a pause", () -> false, scheduler.after(Math.max(0, nanos(duration))));
    }

    private static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException beyondCounting) {
            return duration.isNegative() ? 0 : Scheduler.NEVER;
        }
    }

    @Override
    public <T> BoundedQueue<T> queue(int capacity) {
        return new SimQueue<>(scheduler, capacity);
    }

    @Override
    public Permits permits(long available) {
        return new SimPermits(scheduler, available);
    }
}
