package dev.crossdock.env;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Turns the cancellation of a task into the interruption of its thread, but only while the task waits.
///
/// An interrupt closes whatever channel the thread is using. A cancelled task that happens to write a file which others
/// share, such as a journal, must not close it under them: so outside waits a cancellation is only noted, and the next
/// wait begins by throwing.
///
/// Threads that [ThreadTasks] did not start have no cancellation; for them an interrupt from outside counts as one.
final class Cancellation {

    private static final ThreadLocal<@Nullable Cancellation> PRESENT = new ThreadLocal<>();

    private static final int WAITING = 1;
    private static final int CANCELLED = 2;

    private final AtomicInteger state = new AtomicInteger();
    private final ReentrantLock delivery = new ReentrantLock();
    private @Nullable Thread thread;

    /// Makes this the cancellation of the present thread.
    void bind() {
        delivery.lock();
        try {
            thread = Thread.currentThread();
        } finally {
            delivery.unlock();
        }
        PRESENT.set(this);
    }

    /// No request has an effect from here on.
    void unbind() {
        PRESENT.remove();
        delivery.lock();
        try {
            thread = null;
        } finally {
            delivery.unlock();
        }
    }

    void request() {
        delivery.lock();
        try {
            int before = mark();
            Thread target = thread;
            if ((before & WAITING) != 0 && target != null) {
                target.interrupt();
            }
        } finally {
            delivery.unlock();
        }
    }

    /// Begins a wait of the present thread; [#endWait] must follow in any case, unless this throws.
    ///
    /// @throws CancelledException if a cancellation is pending, which it consumes
    static void beginWait(String waitingFor) {
        Cancellation present = PRESENT.get();
        if (present == null) {
            if (Thread.interrupted()) {
                throw new CancelledException(waitingFor);
            }
            return;
        }
        if (!present.state.compareAndSet(0, WAITING)) {
            present.state.set(0);
            throw new CancelledException(waitingFor);
        }
    }

    /// Ends a wait. A cancellation that came too late to cut it short stays pending.
    static void endWait() {
        Cancellation present = PRESENT.get();
        if (present != null && !present.state.compareAndSet(WAITING, 0)) {
            present.absorb(CANCELLED);
        }
    }

    /// The exception for a wait that an interrupt did cut short; consumes the cancellation.
    static CancelledException cutShort(String waitingFor) {
        Cancellation present = PRESENT.get();
        if (present == null) {
            Thread.interrupted();
        } else {
            present.absorb(WAITING);
        }
        return new CancelledException(waitingFor);
    }

    /// Waits until the interrupt has arrived, removes it, and goes on in `next`.
    private void absorb(int next) {
        delivery.lock();
        try {
            Thread.interrupted();
            state.set(next);
        } finally {
            delivery.unlock();
        }
    }

    private int mark() {
        while (true) {
            int before = state.get();
            if (state.compareAndSet(before, before | CANCELLED)) {
                return before;
            }
        }
    }
}
