package dev.crossdock.demo;

import dev.crossdock.testkit.proxy.RequestHead;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// Holds requests at a proxy until it is opened; then they go on as if nothing had been.
final class Gate implements Predicate<RequestHead> {

    private final Predicate<RequestHead> match;
    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicInteger held = new AtomicInteger();

    Gate(Predicate<RequestHead> match) {
        this.match = match;
    }

    @Override
    public boolean test(RequestHead request) {
        if (match.test(request)) {
            held.incrementAndGet();
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return false;
    }

    void open() {
        open.countDown();
    }

    /// How many requests have come to it.
    int held() {
        return held.get();
    }

    /// Waits until that many requests have come to it.
    void await(int requests, Process process) throws Exception {
        Waiting.until(process, () -> held.get() >= requests);
    }
}
