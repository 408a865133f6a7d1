package dev.crossdock.env;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// A job on a thread of its own.
final class ThreadTask<T extends @Nullable Object> implements Task<T>, Runnable {

    private static final String END = "the end of a task";

    private final String name;
    private final Job<T> job;
    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable T result;
    private @Nullable Throwable failure;

    ThreadTask(String name, Job<T> job) {
        this.name = name;
        this.job = job;
    }

    @Override
    public void run() {
        cancellation.bind();
        try {
            result = job.run();
        } catch (Throwable thrown) {
            // Also errors: a task that died of one has to be seen by whoever joins it, not to hang them.
            failure = thrown;
        } finally {
            cancellation.unbind();
            ended.countDown();
        }
    }

    @Override
    @SuppressWarnings("NullAway") // The job's own result, null only where T allows it.
    public T join() {
        Cancellation.beginWait(END);
        try {
            ended.await();
        } catch (InterruptedException interrupted) {
            throw Cancellation.cutShort(END);
        } finally {
            Cancellation.endWait();
        }
        Throwable thrown = failure;
        if (thrown != null) {
            throw new TaskFailedException(name, thrown);
        }
        return result;
    }

    @Override
    public void cancel() {
        cancellation.request();
    }

    @Override
    public boolean done() {
        return ended.getCount() == 0;
    }
}
