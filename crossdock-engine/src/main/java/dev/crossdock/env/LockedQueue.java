package dev.crossdock.env;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A queue under one lock. Each signal wakes one task, which wakes the next while there is more to do: so moving many
/// elements at once neither wakes a crowd nor forgets anyone.
final class LockedQueue<T> implements BoundedQueue<T> {

    private static final String ROOM = "room in a queue";
    private static final String ELEMENT = "an element of a queue";

    private final int capacity;
    private final ArrayDeque<T> elements;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roomLeft = lock.newCondition();
    private final Condition elementLeft = lock.newCondition();
    /// Whoever waits for room in a long queue sleeps until half of it is free: to be woken for each element would cost
    /// two switches of threads for each.
    private final int roomWorthWaking;
    private boolean closed;

    LockedQueue(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity + " is below 1");
        }
        this.capacity = capacity;
        this.roomWorthWaking = capacity < 16 ? 1 : capacity / 2;
        this.elements = new ArrayDeque<>(Math.min(capacity, 64));
    }

    @Override
    public boolean put(T element) {
        Cancellation.beginWait(ROOM);
        lock.lock();
        try {
            while (!closed && elements.size() == capacity) {
                roomLeft.await();
            }
            if (closed) {
                return false;
            }
            elements.addLast(element);
            elementLeft.signal();
            if (elements.size() < capacity) {
                roomLeft.signal();
            }
            return true;
        } catch (InterruptedException interrupted) {
            throw Cancellation.cutShort(ROOM);
        } finally {
            lock.unlock();
            Cancellation.endWait();
        }
    }

    @Override
    public Optional<T> take() {
        Cancellation.beginWait(ELEMENT);
        lock.lock();
        try {
            awaitElement();
            Optional<T> oldest = Optional.ofNullable(elements.pollFirst());
            wakeNext();
            return oldest;
        } catch (InterruptedException interrupted) {
            throw Cancellation.cutShort(ELEMENT);
        } finally {
            lock.unlock();
            Cancellation.endWait();
        }
    }

    @Override
    public List<T> takeSome(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at most " + most + " elements");
        }
        Cancellation.beginWait(ELEMENT);
        lock.lock();
        try {
            awaitElement();
            int count = Math.min(most, elements.size());
            List<T> oldest = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                oldest.add(elements.removeFirst());
            }
            wakeNext();
            return oldest;
        } catch (InterruptedException interrupted) {
            throw Cancellation.cutShort(ELEMENT);
        } finally {
            lock.unlock();
            Cancellation.endWait();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            roomLeft.signalAll();
            elementLeft.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitElement() throws InterruptedException {
        while (!closed && elements.isEmpty()) {
            elementLeft.await();
        }
    }

    private void wakeNext() {
        if (!elements.isEmpty()) {
            elementLeft.signal();
        }
        if (elements.size() <= capacity - roomWorthWaking) {
            roomLeft.signal();
        }
    }
}
