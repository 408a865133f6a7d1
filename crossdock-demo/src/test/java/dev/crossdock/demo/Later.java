package dev.crossdock.demo;

import dev.crossdock.testkit.proxy.RequestHead;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// Matches all but the first so many requests of a kind.
final class Later implements Predicate<RequestHead> {

    private final Predicate<RequestHead> kind;
    private final AtomicInteger left;

    Later(Predicate<RequestHead> kind, int passing) {
        this.kind = kind;
        this.left = new AtomicInteger(passing);
    }

    @Override
    public boolean test(RequestHead request) {
        return kind.test(request) && left.decrementAndGet() < 0;
    }
}
