package dev.crossdock.env;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Tasks as threads.
final class ThreadTasks implements Tasks {

    private static final String SLEEP = "the end of a pause";

    private final ThreadKind kind;

    ThreadTasks(ThreadKind kind) {
        this.kind = kind;
    }

    @Override
    public <T extends @Nullable Object> Task<T> spawn(String name, Job<T> job) {
        ThreadTask<T> task = new ThreadTask<>(name, job);
        kind.start(name, task);
        return task;
    }

    @Override
    public void sleep(Duration duration) {
        Cancellation.beginWait(SLEEP);
        try {
            if (duration.isPositive()) {
                Thread.sleep(duration);
            }
        } catch (InterruptedException interrupted) {
            throw Cancellation.cutShort(SLEEP);
        } finally {
            Cancellation.endWait();
        }
    }

    @Override
    public <T> BoundedQueue<T> queue(int capacity) {
        return new LockedQueue<>(capacity);
    }

    @Override
    public Permits permits(long available) {
        return new FairPermits(available);
    }
}
