package dev.crossdock.testkit.store;

import dev.crossdock.object.ObjectStat;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Listing;
import dev.crossdock.store.StoreException;
import java.util.ArrayDeque;
import java.util.Optional;

/// A listing that fails, or says what is not so. Each object that the real listing gives is one call.
final class FaultyListing implements Listing {

    private final Listing truth;
    private final Faults faults;
    private final ArrayDeque<ObjectStat> ahead = new ArrayDeque<>();
    private boolean ended;

    FaultyListing(Listing truth, Faults faults) {
        this.truth = truth;
        this.faults = faults;
    }

    @Override
    public Optional<ObjectStat> next() throws StoreException {
        while (ahead.isEmpty() && !ended) {
            fetch();
        }
        return Optional.ofNullable(ahead.poll());
    }

    private void fetch() throws StoreException {
        Optional<ObjectStat> next = truth.next();
        String key = next.map(ObjectStat::key).orElse("");
        Optional<Fault> fault = faults.in(StoreCall.LIST, key);
        // The entry is kept for the repeated call.
        next.ifPresent(ahead::add);
        ended = next.isEmpty();
        if (fault.isPresent()) {
            apply(fault.get(), next);
        }
    }

    private void apply(Fault fault, Optional<ObjectStat> next) throws StoreException {
        switch (fault.effect()) {
            case Effect.FailBefore before -> fail(fault, before.code());
            case Effect.FailAfter after -> fail(fault, after.code());
            case Effect.Blind _ -> {
                ahead.clear();
                ended = true;
                fault.happened();
            }
            case Effect.Omit _ -> {
                if (next.isPresent()) {
                    ahead.clear();
                    fault.happened();
                }
            }
            case Effect.Duplicate _ -> {
                if (next.isPresent()) {
                    ahead.add(next.get());
                    fault.happened();
                }
            }
            case Effect.Swap _ -> swap(fault, next);
            default -> {
                // Not for listings.
            }
        }
    }

    private void fail(Fault fault, FailureCode code) throws StoreException {
        fault.happened();
        throw Faults.failure(code, StoreCall.LIST, "listing", "planted");
    }

    private void swap(Fault fault, Optional<ObjectStat> next) throws StoreException {
        Optional<ObjectStat> following = next.isEmpty() ? Optional.empty() : truth.next();
        if (following.isPresent()) {
            ahead.addFirst(following.get());
            fault.happened();
        }
    }

    @Override
    public boolean skip() {
        return truth.skip();
    }

    @Override
    public void close() {
        ahead.clear();
        ended = true;
        truth.close();
    }
}
