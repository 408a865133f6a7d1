package dev.crossdock.testkit.sim;

import dev.crossdock.env.BoundedQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A queue between tasks that take turns.
final class SimQueue<T> implements BoundedQueue<T> {

    private final Scheduler scheduler;
    private final int capacity;
    private final ArrayDeque<T> elements = new ArrayDeque<>();
    private boolean closed;

    SimQueue(Scheduler scheduler, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity + " is below 1");
        }
        this.scheduler = scheduler;
        this.capacity = capacity;
    }

    @Override
    public boolean put(T element) {
        scheduler.await("room in a queue", () -> closed || elements.size() < capacity, Scheduler.NEVER);
        if (closed) {
            return false;
        }
        elements.addLast(element);
        return true;
    }

    @Override
    public Optional<T> take() {
        awaitElement();
        return Optional.ofNullable(elements.pollFirst());
    }

    @Override
    public List<T> takeSome(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at most " + most + " elements");
        }
        awaitElement();
        List<T> oldest = new ArrayList<>();
        while (oldest.size() < most && !elements.isEmpty()) {
            oldest.add(elements.removeFirst());
        }
        return oldest;
    }

    @Override
    public void close() {
        scheduler.step("close a queue");
        closed = true;
    }

    private void awaitElement() {
        scheduler.await("an element of a queue", () -> closed || !elements.isEmpty(), Scheduler.NEVER);
    }
}
